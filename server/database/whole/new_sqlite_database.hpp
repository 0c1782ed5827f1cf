#pragma once

#include <memory>
#include <string>

#include "database/whole/new_database.hpp"

namespace rollcall::database {

std::unique_ptr<NewDatabase> create_sqlite_database(const std::string& file, int schema, const Clock& clock);

void require_no_sqlite_file(const std::string& file);

}  // namespace rollcall::database
