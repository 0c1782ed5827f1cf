#pragma once

#include <span>

#include "core/clock.hpp"
#include "database/migrations.hpp"
#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database::sqlite {

/// Brings the tables up to date: every migration that is missing, in order, each in a transaction of its own. One that
/// fails leaves those before it applied. Throws std::runtime_error with one plain line.
void migrate_sqlite(SqliteConnection& connection, std::span<const Migration> known, const Clock& clock);

/// Throws std::runtime_error with one plain line when rows refer to rows that are not there.
void require_whole_references(SqliteConnection& connection);

}  // namespace rollcall::database::sqlite
