#pragma once

#include <span>
#include <string_view>

#include "database/sqlite/connection.hpp"

namespace rollcall::database::sqlite {

/// As Database::rewrite says, on the connection that writes, outside a transaction.
///
/// `secure_delete` overwrites what is freed, but pages that were split keep copies of what moved on, in tables and in
/// their indexes. So each table is copied, emptied (which frees and overwrites all its pages and those of its
/// indexes) and filled again; then the log, which holds older pages, is cut to nothing.
void rewrite_tables(Connection& connection, std::span<const std::string_view> tables);

}  // namespace rollcall::database::sqlite
