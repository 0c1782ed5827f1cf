#pragma once

#include <sqlite3.h>

#include <string_view>

namespace rollcall::database::sqlite {

/// Throws the exception for a failed call on `handle`: ConstraintViolated, Error::unavailable for a database that
/// cannot be used at the moment (the log says why), std::logic_error for a read that writes, and std::runtime_error for
/// anything else: a mistake in the statement.
[[noreturn]] void throw_sqlite_failure(sqlite3* handle, std::string_view sql);

}  // namespace rollcall::database::sqlite
