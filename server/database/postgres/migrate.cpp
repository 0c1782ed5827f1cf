#include "database/postgres/migrate.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <stdexcept>
#include <string>

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

constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto insert_applied = "INSERT INTO schema_migrations (version, title, applied_at) VALUES ($1, $2, $3)";

AppliedMigration read_applied(const Row& row) { return {static_cast<int>(row.integer(0)), row.text(1)}; }

void apply(PostgresConnection& connection, const Migration& migration, const Clock& clock) {
    try {
        connection.begin();
        connection.run_script(std::string(migration.sql));
        connection.execute(insert_applied, migration.version, migration.title, clock.now());
        connection.commit();
    } catch (const std::exception& error) {
        connection.roll_back();
        throw std::runtime_error(
            fmt::format("Migration {} ({}) failed: {}", migration.version, migration.title, error.what()));
    }
    spdlog::info("Migration {} ({}) applied", migration.version, migration.title);
}

}  // namespace

void migrate_postgres(PostgresConnection& connection, std::span<const Migration> known, const Clock& clock) {
    connection.run_script(only_warnings);
    connection.run_script(create_table);
    const auto missing = missing_migrations(known, connection.all(select_applied, read_applied));
    for (const auto& migration : missing) apply(connection, migration, clock);
}

}  // namespace rollcall::database::postgres
