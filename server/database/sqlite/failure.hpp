#pragma once

#include <sqlite3.h>

#include <string_view>

namespace rollcall::database::sqlite {

/// Throws what the failed call on `handle` means to the rest of the program: ConstraintViolated, Error::unavailable
/// for a database that cannot be used at the moment (the log says why), std::logic_error for a read that writes, and
/// std::runtime_error for the rest, which is a mistake in the statement.
[[noreturn]] void throw_failure(sqlite3* handle, std::string_view sql);

}  // namespace rollcall::database::sqlite
