#include "database/sqlite/migrate.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <stdexcept>
#include <string>

#include "core/lasting_error.hpp"

namespace rollcall::database::sqlite {

namespace {

constexpr auto create_table = R"(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        version INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT)";

constexpr auto select_applied = "SELECT version, title FROM schema_migrations ORDER BY version";

constexpr auto insert_applied = "INSERT INTO schema_migrations (version, title, applied_at) VALUES ($1, $2, $3)";

AppliedMigration read_applied(const Row& row) { return {static_cast<int>(row.integer(0)), row.text(1)}; }

void run_script(SqliteConnection& connection, std::string_view sql) {
    if (sqlite3_exec(connection.handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(connection.handle()));
    }
}

void apply(SqliteConnection& connection, const Migration& migration, const Clock& clock) {
    try {
        run_script(connection, "BEGIN IMMEDIATE");
        run_script(connection, migration.sql);
        require_whole_references(connection);
        connection.execute(insert_applied, migration.version, migration.title, clock.now());
        run_script(connection, "COMMIT");
    } catch (const std::exception& error) {
        const auto reason =
            fmt::format("Migration {} ({}) failed: {}", migration.version, migration.title, error.what());
        if (connection.in_transaction()) run_script(connection, "ROLLBACK");
        throw LastingError(reason);
    }
    spdlog::info("Migration {} ({}) applied", migration.version, migration.title);
}

}  // namespace

void require_whole_references(SqliteConnection& connection) {
    const auto table = connection.first("PRAGMA foreign_key_check", [](const Row& row) { return row.text(0); });
    if (table) throw std::runtime_error(fmt::format("rows of {} refer to rows that are not there", *table));
}

void migrate_sqlite(SqliteConnection& connection, std::span<const Migration> known, const Clock& clock) {
    connection.execute(create_table);
    const auto missing = missing_migrations(known, connection.all(select_applied, read_applied));

    // A table that others refer to can only be rebuilt while references are not enforced; each migration is checked
    // as a whole before it commits.
    run_script(connection, "PRAGMA foreign_keys=OFF");
    for (const auto& migration : missing) apply(connection, migration, clock);
    run_script(connection, "PRAGMA foreign_keys=ON");
    // A migration reads whole tables, which fill the cache.
    if (!missing.empty()) sqlite3_db_release_memory(connection.handle());
}

}  // namespace rollcall::database::sqlite
