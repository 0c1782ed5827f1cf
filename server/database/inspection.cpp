#include "database/inspection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "core/error.hpp"
#include "database/migrations.hpp"
#include "database/postgres/address.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database {

namespace {

constexpr auto select_sqlite_table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'";
constexpr auto select_postgres_table = "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL";
constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto select_postgres_facts = R"(
    SELECT current_setting('server_version'), CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT),
           pg_is_in_recovery(), has_schema_privilege(current_schema(), 'CREATE'))";

void inspect_schema(Inspection& found, std::span<const Migration> known, std::string_view select_table) {
    found.known_schema = static_cast<int>(known.size());
    auto& connection = *found.connection;
    const auto table = connection.first(select_table, [](const Row& row) { return row.integer(0); });
    if (!table) return;
    const auto applied = connection.all(select_applied, [](const Row& row) {
        return AppliedMigration{static_cast<int>(row.integer(0)), row.text(1)};
    });
    found.schema = applied.empty() ? 0 : applied.back().version;
    missing_migrations(known, applied);
}

void inspect_sqlite(Inspection& found, const std::string& file) {
    found.server = fmt::format("SQLite {}", sqlite3_libversion());
    found.is_missing = ::access(file.c_str(), F_OK) != 0 && errno == ENOENT;
    if (found.is_missing) throw std::runtime_error("there is no such file");
    if (::access(file.c_str(), R_OK | W_OK) != 0) {
        throw std::runtime_error(fmt::format("this user may not read and write it ({}); run this as the server's user",
                                             std::generic_category().message(errno)));
    }
    found.connection = std::make_unique<sqlite::SqliteConnection>(file, sqlite::SqliteConnection::Access::inspect);
    inspect_schema(found, sqlite_migrations(), select_sqlite_table);
}

void inspect_postgres(Inspection& found, const std::string& address) {
    found.server = "PostgreSQL";
    found.connection =
        std::make_unique<postgres::PostgresConnection>(address, postgres::PostgresConnection::Access::read);
    bool is_standby = false;
    bool may_create = false;
    found.connection->first(select_postgres_facts, [&](const Row& row) {
        found.server = fmt::format("PostgreSQL {}", row.text(0));
        found.time = row.time(1);
        is_standby = row.boolean(2);
        may_create = row.boolean(3);
        return true;
    });
    if (is_standby) throw std::runtime_error("it is a standby, which cannot be written");
    if (!may_create) throw std::runtime_error("its user may not create tables; make the user its owner");
    inspect_schema(found, postgres_migrations(), select_postgres_table);
}

}  // namespace

Inspection inspect_database(const std::string& database) {
    Inspection found;
    const bool is_postgres = is_postgres_address(database);
    try {
        is_postgres ? inspect_postgres(found, database) : inspect_sqlite(found, database);
    } catch (const std::exception& error) {
        found.problem =
            fmt::format("Cannot use {}: {}.", is_postgres ? "the PostgreSQL database" : database, error.what());
    }
    return found;
}

}  // namespace rollcall::database
