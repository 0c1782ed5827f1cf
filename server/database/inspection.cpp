#include "database/inspection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "database/migrations.hpp"
#include "database/postgres/address.hpp"
#include "database/postgres/migrate.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database {

namespace {

using postgres::PostgresConnection;

constexpr auto select_sqlite_table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'";
constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto select_postgres_facts = R"(
    SELECT current_setting('server_version'), CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT),
           has_schema_privilege(current_schema(), 'CREATE'))";

std::vector<AppliedMigration> applied_to_sqlite(DatabaseConnection& connection) {
    const auto table = connection.first(select_sqlite_table, [](const Row& row) { return row.integer(0); });
    if (!table) return {};
    return connection.all(select_applied, [](const Row& row) {
        return AppliedMigration{static_cast<int>(row.integer(0)), row.text(1)};
    });
}

void judge_schema(Inspection& found, std::span<const Migration> known, const std::vector<AppliedMigration>& applied) {
    found.known_schema = static_cast<int>(known.size());
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
    judge_schema(found, sqlite_migrations(), applied_to_sqlite(*found.connection));
}

void inspect_postgres(Inspection& found, const std::string& address) {
    found.server = "PostgreSQL";
    auto owned = std::make_unique<PostgresConnection>(address, PostgresConnection::Access::inspect);
    auto& connection = *owned;
    found.connection = std::move(owned);
    bool may_create = false;
    connection.first(select_postgres_facts, [&](const Row& row) {
        found.server = fmt::format("PostgreSQL {}", row.text(0));
        found.time = row.time(1);
        may_create = row.boolean(2);
        return true;
    });
    if (!may_create) throw std::runtime_error("its user may not create tables; make the user its owner");
    judge_schema(found, postgres_migrations(), postgres::applied_to_postgres(connection));
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
