#pragma once

#include <string>
#include <vector>

#include "database/database_connection.hpp"
#include "database/migrations.hpp"

namespace rollcall::database {

struct TableColumn {
    enum class Type { integer, text };

    std::string name;
    Type type = Type::integer;

    bool operator==(const TableColumn&) const = default;
};

/// A table as both databases have it: the columns of its key first, in the order of the key, then the others by name.
struct TableLayout {
    std::string name;
    std::vector<TableColumn> columns;
    std::size_t key_columns = 0;  ///< 0 for a table without a key

    bool operator==(const TableLayout&) const = default;
};

/// The tables of the database, by name, without the one of migrations and those that extensions have made.
std::vector<TableLayout> list_sqlite_tables(DatabaseConnection& connection);
std::vector<TableLayout> list_postgres_tables(DatabaseConnection& connection);

/// Those of a database to which the first `schema` migrations were applied.
std::vector<TableLayout> list_tables_of_schema(int schema);

}  // namespace rollcall::database
