#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "database/postgres/result.hpp"

namespace rollcall::database::postgres {

/// Throws the exception for a failed statement: ConstraintViolated, Error::unavailable for a database that cannot be
/// used at the moment (the log says why), std::logic_error for a read that writes, and std::runtime_error for anything
/// else: a mistake in the statement.
[[noreturn]] void throw_postgres_failure(PGconn* connection, const Result& result, std::string_view sql);

/// Throws Error::unavailable, and logs the reason.
[[noreturn]] void throw_unavailable(std::string_view reason);

/// The error of a connection as one line. It may contain host, user and database, never the password.
std::string first_line_of_error(PGconn* connection);

}  // namespace rollcall::database::postgres
