#include "database/sqlite/rewrite.hpp"

#include <fmt/format.h>

namespace rollcall::database::sqlite {

namespace {

// With references enforced, emptying a table would delete the rows that refer to it.
class WithoutForeignKeys {
public:
    explicit WithoutForeignKeys(SqliteConnection& connection) : connection_(connection) {
        connection_.execute("PRAGMA foreign_keys = OFF");
    }
    ~WithoutForeignKeys() { sqlite3_exec(connection_.handle(), "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr); }
    WithoutForeignKeys(const WithoutForeignKeys&) = delete;
    WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

private:
    SqliteConnection& connection_;
};

void rewrite_table(SqliteConnection& connection, std::string_view table) {
    connection.execute(fmt::format("CREATE TABLE rewritten AS SELECT * FROM {}", table));
    connection.execute(fmt::format("DELETE FROM {}", table));
    connection.execute(fmt::format("INSERT INTO {} SELECT * FROM rewritten", table));
    connection.execute("DROP TABLE rewritten");
}

}  // namespace

void rewrite_tables(SqliteConnection& connection, std::span<const std::string_view> tables) {
    const WithoutForeignKeys unchecked(connection);
    try {
        connection.execute("BEGIN IMMEDIATE");
        for (const auto table : tables) rewrite_table(connection, table);
        connection.execute("COMMIT");
    } catch (...) {
        connection.roll_back();  // SQLite ignores the setting of references inside a transaction
        throw;
    }
}

}  // namespace rollcall::database::sqlite
