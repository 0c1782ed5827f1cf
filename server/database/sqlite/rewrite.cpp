#include "database/sqlite/rewrite.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "core/error.hpp"

namespace rollcall::database::sqlite {

namespace {

// A reader that began earlier keeps the log from being truncated; reads are short.
constexpr auto truncate_timeout = std::chrono::seconds(10);
constexpr auto truncate_pause = std::chrono::milliseconds(50);

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

bool truncate_log(SqliteConnection& connection) {
    const auto is_busy =
        connection.first("PRAGMA wal_checkpoint(TRUNCATE)", [](const Row& row) { return row.integer(0) != 0; });
    return !is_busy.value_or(true);
}

}  // namespace

void rewrite_tables(SqliteConnection& connection, std::span<const std::string_view> tables) {
    {
        const WithoutForeignKeys unchecked(connection);
        connection.execute("BEGIN IMMEDIATE");
        for (const auto table : tables) rewrite_table(connection, table);
        connection.execute("COMMIT");
    }
    const auto deadline = std::chrono::steady_clock::now() + truncate_timeout;
    while (!truncate_log(connection)) {
        if (std::chrono::steady_clock::now() > deadline) throw Error::unavailable("Readers hold the log.");
        std::this_thread::sleep_for(truncate_pause);
    }
}

}  // namespace rollcall::database::sqlite
