#include "database/postgres/migrate.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <stdexcept>
#include <string>

#include "core/lasting_error.hpp"

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

constexpr auto select_migrations_table = "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL";

constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto insert_applied = "INSERT INTO schema_migrations (version, title, applied_at) VALUES ($1, $2, $3)";

AppliedMigration read_applied(const Row& row) { return {static_cast<int>(row.integer(0)), row.text(1)}; }

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

std::span<const Migration> missing_in_postgres(PostgresConnection& connection, std::span<const Migration> known) {
    const auto table = connection.first(select_migrations_table, [](const Row& row) { return row.integer(0); });
    if (!table) return known;
    return missing_migrations(known, connection.all(select_applied, read_applied));
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
