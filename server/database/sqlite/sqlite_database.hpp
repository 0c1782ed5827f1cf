#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/database_metrics.hpp"
#include "database/migrations.hpp"

namespace rollcall::database::sqlite {

/// Like `open_sqlite`, with the migrations of the caller.
std::unique_ptr<Database> open_migrated_sqlite(const std::string& file, std::span<const Migration> migrations,
                                               const Clock& clock,
                                               SharedDatabaseMetrics metrics = std::make_shared<DatabaseMetrics>());

}  // namespace rollcall::database::sqlite
