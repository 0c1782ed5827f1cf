#pragma once

#include <span>
#include <vector>

#include "core/clock.hpp"
#include "database/migrations.hpp"
#include "database/postgres/postgres_connection.hpp"

namespace rollcall::database::postgres {

/// None for a database without tables. Throws LastingError with one plain line for tables of something else.
std::vector<AppliedMigration> applied_to_postgres(PostgresConnection& connection);

/// Those that are still to be applied. Throws std::runtime_error with one plain line for tables of something else.
std::span<const Migration> missing_in_postgres(PostgresConnection& connection, std::span<const Migration> known);

/// Brings the tables up to date: every migration that is missing, in order, each in a transaction of its own. One that
/// fails leaves those before it applied. Throws std::runtime_error with one plain line.
void migrate_postgres(PostgresConnection& connection, std::span<const Migration> known, const Clock& clock);

/// The table of applied migrations, where there is none.
void create_migrations_table(PostgresConnection& connection);

/// Applies these migrations in the transaction that is open. Throws std::runtime_error with one plain line.
void migrate_in_transaction(PostgresConnection& connection, std::span<const Migration> migrations, const Clock& clock);

}  // namespace rollcall::database::postgres
