#pragma once

#include <memory>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/database_metrics.hpp"

namespace rollcall::app {

/// The database of a server: `database` is a file or an address in PostgreSQL. Creates and migrates it. Throws
/// std::runtime_error with one plain line.
std::unique_ptr<database::Database> open_database(
    const std::string& database, const Clock& clock,
    database::SharedDatabaseMetrics metrics = std::make_shared<database::DatabaseMetrics>());

/// The same for a command: throws where a server uses the database.
std::unique_ptr<database::Database> open_unused_database(const std::string& database, const Clock& clock);

}  // namespace rollcall::app
