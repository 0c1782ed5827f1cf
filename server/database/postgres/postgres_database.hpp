#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/database_metrics.hpp"
#include "database/migrations.hpp"
#include "database/open_database.hpp"

namespace rollcall::database::postgres {

/// Like `open_postgres`, with the migrations of the caller. With `Instances::several`
/// it waits some seconds where others use the database while migrations are missing, or migrate it.
std::unique_ptr<Database> open_migrated_postgres(const std::string& address, std::span<const Migration> migrations,
                                                 const Clock& clock,
                                                 SharedDatabaseMetrics metrics = std::make_shared<DatabaseMetrics>(),
                                                 Instances instances = Instances::several);

}  // namespace rollcall::database::postgres
