#pragma once

#include <memory>
#include <string>

namespace rollcall::database {

/// Keeps servers from using a database while it exists, and nothing else.
class DatabaseLock {
public:
    virtual ~DatabaseLock() = default;
};

/// Throws std::runtime_error with one plain line where a server runs, or the database cannot be reached.
std::unique_ptr<DatabaseLock> lock_database(const std::string& database);

}  // namespace rollcall::database
