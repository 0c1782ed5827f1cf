#include "database/whole/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "database/inspection.hpp"
#include "database/postgres/address.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/sqlite/file_lock.hpp"
#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database {

namespace {

/// A server may start meanwhile, so the file is not read as one that nobody changes.
std::unique_ptr<DatabaseConnection> connect_to_sqlite(const std::string& file) {
    return std::make_unique<sqlite::SqliteConnection>(file, sqlite::SqliteConnection::Access::read);
}

std::unique_ptr<DatabaseConnection> connect_to_postgres(const std::string& address) {
    auto connection =
        std::make_unique<postgres::PostgresConnection>(address, postgres::PostgresConnection::Access::read);
    connection->run_script("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
    return connection;
}

/// A connection that only reads leaves its log behind. The last one that may write deletes it, as SQLite does it, which
/// also knows whether somebody else is reading.
class SqliteFilesBeside final : public Snapshot::FilesBeside {
public:
    explicit SqliteFilesBeside(std::string file) : file_(std::move(file)) {}
    ~SqliteFilesBeside() override {
        try {
            const sqlite::FileLock lock(file_);
            const sqlite::SqliteConnection last(file_, sqlite::SqliteConnection::Access::write);
        } catch (const std::exception&) {  // a server has started
        }
    }
    SqliteFilesBeside(const SqliteFilesBeside&) = delete;
    SqliteFilesBeside& operator=(const SqliteFilesBeside&) = delete;

private:
    const std::string file_;
};

/// Whether the log has anything: of a server that runs, or that was killed.
bool has_log(const std::string& file) {
    std::error_code ignored;
    const auto log = file + "-wal";
    return std::filesystem::exists(log, ignored) && std::filesystem::file_size(log, ignored) > 0;
}

void require_table(const std::vector<TableLayout>& found, const TableLayout& expected, int schema) {
    const auto table = std::ranges::find(found, expected.name, &TableLayout::name);
    if (table == found.end()) {
        throw std::runtime_error(
            fmt::format("The database has no table {}, which belongs to its schema, {}.", expected.name, schema));
    }
    if (*table == expected) return;
    throw std::runtime_error(fmt::format("The columns of the table {} of the database are not those of its schema, {}.",
                                         expected.name, schema));
}

/// Tables that migrations do not make, such as those of a report, stay where they are.
void choose_tables(Snapshot& snapshot, const std::vector<TableLayout>& found) {
    snapshot.tables = list_tables_of_schema(snapshot.schema);
    for (const auto& table : snapshot.tables) require_table(found, table, snapshot.schema);
    for (const auto& table : found) {
        if (!snapshot.has_table(table.name)) snapshot.other_tables.push_back(table.name);
    }
}

}  // namespace

bool Snapshot::has_table(std::string_view name) const {
    return std::ranges::find(tables, name, &TableLayout::name) != tables.end();
}

Snapshot open_snapshot(const std::string& database) {
    auto found = inspect_database(database);
    if (!found.problem.empty()) throw std::runtime_error(found.problem);
    if (found.schema == 0)
        throw std::runtime_error("The database has no tables of Rollcall, so there is nothing to copy.");
    found.connection.reset();

    const bool is_postgres = is_postgres_address(database);
    Snapshot snapshot;
    if (!is_postgres && !has_log(database)) snapshot.files_beside = std::make_unique<SqliteFilesBeside>(database);
    snapshot.server = found.server;
    snapshot.connection = is_postgres ? connect_to_postgres(database) : connect_to_sqlite(database);
    snapshot.connection->begin();
    snapshot.schema = static_cast<int>(
        snapshot.connection
            ->first("SELECT max(version) FROM schema_migrations", [](const Row& row) { return row.integer(0); })
            .value());
    choose_tables(snapshot,
                  is_postgres ? list_postgres_tables(*snapshot.connection) : list_sqlite_tables(*snapshot.connection));
    return snapshot;
}

}  // namespace rollcall::database
