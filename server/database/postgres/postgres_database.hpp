#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/migrations.hpp"

namespace rollcall::database::postgres {

/// As `open_postgres`, with a schema of the caller's.
std::unique_ptr<Database> open(const std::string& address, std::span<const Migration> migrations, const Clock& clock);

}  // namespace rollcall::database::postgres
