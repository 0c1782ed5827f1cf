#include "database/postgres/migrate.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/lasting_error.hpp"
#include "database/postgres/extension_tables.hpp"

namespace rollcall::database::postgres {

namespace {

constexpr auto create_table = R"(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        version BIGINT PRIMARY KEY,
        title TEXT NOT NULL,
        applied_at BIGINT NOT NULL
    ))";

// A notice that the table is there already is of no interest to anybody.
constexpr auto only_warnings = "SET client_min_messages = warning";

// One statement, so that nobody makes them in between.
constexpr auto select_layout = R"(
    SELECT (SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = to_regclass('schema_migrations') AND attnum > 0 AND NOT attisdropped),
           (SELECT CAST(relname AS TEXT) FROM pg_class t
            WHERE relkind IN ('r', 'p', 'f', 'v', 'm') AND relnamespace = to_regnamespace(current_schema()) AND {}
            ORDER BY relname LIMIT 1))";
constexpr auto our_columns = "version bigint, title text, applied_at bigint";

constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto insert_applied = "INSERT INTO schema_migrations (version, title, applied_at) VALUES ($1, $2, $3)";

AppliedMigration read_applied(const Row& row) { return {static_cast<int>(row.integer(0)), row.text(1)}; }

struct Layout {
    std::optional<std::string> columns;  ///< of the table of applied migrations
    std::optional<std::string> any_table;
};

Layout read_layout(const Row& row) { return {row.optional_text(0), row.optional_text(1)}; }

LastingError make_refusal(std::string_view table) {
    return LastingError(fmt::format(
        "its table {} is not Rollcall's: give Rollcall a database of its own, or a schema in which nothing else is",
        table));
}

void apply(PostgresConnection& connection, const Migration& migration, const Clock& clock) {
    connection.run_script(std::string(migration.sql));
    connection.execute(insert_applied, migration.version, migration.title, clock.now());
}

LastingError make_failure(const Migration& migration, const std::exception& error) {
    return LastingError(fmt::format("Migration {} ({}) failed: {}", migration.version, migration.title, error.what()));
}

}  // namespace

void create_migrations_table(PostgresConnection& connection) { connection.run_script(create_table); }

void migrate_in_transaction(PostgresConnection& connection, std::span<const Migration> migrations, const Clock& clock) {
    for (const auto& migration : migrations) {
        try {
            apply(connection, migration, clock);
        } catch (const std::exception& error) {
            throw make_failure(migration, error);
        }
    }
}

std::vector<AppliedMigration> applied_to_postgres(PostgresConnection& connection) {
    const auto layout = connection.first(fmt::format(select_layout, is_of_no_extension), read_layout).value();
    if (layout.columns) {
        if (*layout.columns != our_columns) throw make_refusal("schema_migrations");
        return connection.all(select_applied, read_applied);
    }
    if (layout.any_table) throw make_refusal(*layout.any_table);
    return {};
}

std::span<const Migration> missing_in_postgres(PostgresConnection& connection, std::span<const Migration> known) {
    return missing_migrations(known, applied_to_postgres(connection));
}

void migrate_postgres(PostgresConnection& connection, std::span<const Migration> known, const Clock& clock) {
    const auto missing = missing_in_postgres(connection, known);
    if (missing.empty()) return;
    connection.run_script(only_warnings);
    create_migrations_table(connection);
    for (const auto& migration : missing) {
        try {
            connection.begin();
            apply(connection, migration, clock);
            connection.commit();
        } catch (const std::exception& error) {
            connection.roll_back();
            throw make_failure(migration, error);
        }
        spdlog::info("Migration {} ({}) applied", migration.version, migration.title);
    }
}

}  // namespace rollcall::database::postgres
