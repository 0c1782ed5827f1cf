#include "database/whole/table_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "database/postgres/extension_tables.hpp"
#include "database/sqlite/migrate.hpp"
#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database {

namespace {

// Of each column: its table, its name, whether it is a text, and its place in the key from 1 on, or 0.
constexpr auto select_sqlite_columns = R"(
    SELECT t.name, c.name, c.type = 'TEXT', c.pk
    FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name <> 'schema_migrations'
    ORDER BY t.name, c.pk = 0, c.pk, c.name)";

constexpr auto select_postgres_columns = R"(
    SELECT t.relname, c.attname, c.atttypid = CAST('text' AS regtype),
           COALESCE(array_position(CAST(k.indkey AS int2[]), c.attnum) + 1, 0) AS place
    FROM pg_class t
    JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
    LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
    WHERE t.relkind = 'r' AND t.relnamespace = CAST(current_schema() AS regnamespace)
      AND t.relname <> 'schema_migrations' AND {}
    ORDER BY t.relname, COALESCE(array_position(CAST(k.indkey AS int2[]), c.attnum) + 1, 0) = 0, place, c.attname)";

std::vector<TableLayout> list_tables(DatabaseConnection& connection, std::string_view select_columns) {
    std::vector<TableLayout> tables;
    connection.all(select_columns, [&](const Row& row) {
        if (tables.empty() || tables.back().name != row.text_view(0)) tables.push_back({.name = row.text(0)});
        auto& table = tables.back();
        const auto type = row.boolean(2) ? TableColumn::Type::text : TableColumn::Type::integer;
        table.columns.push_back({row.text(1), type});
        table.key_columns += row.integer(3) > 0;
        return true;
    });
    return tables;
}

}  // namespace

std::vector<TableLayout> list_sqlite_tables(DatabaseConnection& connection) {
    return list_tables(connection, select_sqlite_columns);
}

std::vector<TableLayout> list_postgres_tables(DatabaseConnection& connection) {
    return list_tables(connection, fmt::format(select_postgres_columns, postgres::is_of_no_extension));
}

std::vector<TableLayout> list_tables_of_schema(int schema) {
    sqlite::SqliteConnection connection(":memory:", sqlite::SqliteConnection::Access::in_memory);
    const auto migrations = sqlite_migrations().first(static_cast<std::size_t>(schema));
    sqlite::migrate_sqlite(connection, migrations, SystemClock());
    return list_sqlite_tables(connection);
}

}  // namespace rollcall::database
