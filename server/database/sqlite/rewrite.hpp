#pragma once

#include <span>
#include <string_view>

#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database::sqlite {

/// Rewrites tables, on the connection that writes, outside a transaction.
///
/// `secure_delete` overwrites freed space, but pages that were split keep copies of rows that moved, in tables and in
/// their indexes. So each table is copied, emptied (which frees and overwrites all its pages and those of its indexes)
/// and filled again. All of that goes through the log, which also contains older pages: it has to be emptied
/// afterwards.
void rewrite_tables(SqliteConnection& connection, std::span<const std::string_view> tables);

}  // namespace rollcall::database::sqlite
