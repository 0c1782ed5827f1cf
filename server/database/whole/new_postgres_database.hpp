#pragma once

#include <memory>
#include <string>

#include "database/whole/new_database.hpp"

namespace rollcall::database {

std::unique_ptr<NewDatabase> create_postgres_database(const std::string& address, int schema, const Clock& clock);

void require_no_postgres_tables(const std::string& address);

}  // namespace rollcall::database
