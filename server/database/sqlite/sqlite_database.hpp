#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "database/migrations.hpp"

namespace rollcall::database::sqlite {

/// As `open_sqlite`, with a schema of the caller's.
std::unique_ptr<Database> open(const std::string& file, std::span<const Migration> migrations, const Clock& clock);

}  // namespace rollcall::database::sqlite
