#pragma once

#include <memory>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/database_metrics.hpp"

namespace rollcall::database {

/// Opens the database file, creates it when it does not exist, and applies the migrations. Throws std::runtime_error
/// with one plain line when that fails: no such folder, not writable, not a database, written by a newer Rollcall, or
/// in use by another one (`<file>.lock` is locked while it is open).
std::unique_ptr<Database> open_sqlite(const std::string& file, const Clock& clock,
                                      SharedDatabaseMetrics metrics = std::make_shared<DatabaseMetrics>());

/// Which instances of Rollcall may use a PostgreSQL database while it is open here.
enum class Instances {
    several,  ///< all that serve
    one,      ///< only this one
};

/// Opens an existing database of a PostgreSQL server, in the encoding UTF8, and applies the migrations. The address is
/// `postgres://user:password@host/database` with the parameters of libpq. Throws std::runtime_error with one plain
/// line, without the password, when that fails: not reached, refused, an unsupported version, written by a newer
/// Rollcall, in use by another one that needs it alone, or by any other where this one needs it alone: for `one`, and
/// where migrations are missing (an advisory lock is held while it is open, shared by `several`).
std::unique_ptr<Database> open_postgres(const std::string& address, const Clock& clock,
                                        SharedDatabaseMetrics metrics = std::make_shared<DatabaseMetrics>(),
                                        Instances instances = Instances::several);

}  // namespace rollcall::database
