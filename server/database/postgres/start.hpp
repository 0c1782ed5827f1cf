#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/clock.hpp"
#include "database/migrations.hpp"
#include "database/open_database.hpp"
#include "database/postgres/postgres_connection.hpp"

namespace rollcall::database::postgres {

/// The connection that writes to a database whose tables are up to date; it migrates them where they are not, while no
/// other instance uses the database. With `Instances::several` it waits some seconds for those to end, or for another
/// one to migrate. Throws std::runtime_error or LastingError with one plain line.
std::unique_ptr<PostgresConnection> connect_to_migrated(const std::string& address,
                                                        std::span<const Migration> migrations, const Clock& clock,
                                                        Instances instances);

}  // namespace rollcall::database::postgres
