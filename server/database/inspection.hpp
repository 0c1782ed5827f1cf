#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "database/database_connection.hpp"

namespace rollcall::database {

/// A database as it is found: nothing is locked, created or migrated, and a server that uses it is not disturbed.
struct Inspection {
    std::unique_ptr<DatabaseConnection> connection;  ///< only to read; none where it cannot be read
    std::string server;                              ///< "SQLite 3.40.1", "PostgreSQL 15.9"
    int schema = 0;                                  ///< the version of its tables; 0 where there are none
    int known_schema = 0;                            ///< the version that this program needs
    std::optional<Time> time;                        ///< by the clock of the database server; none for SQLite
    std::string problem;      ///< why it cannot be used, in a sentence; empty for a schema that can be updated
    bool is_missing = false;  ///< whether there is no such file

    bool is_current() const { return problem.empty() && schema == known_schema; }
};

/// `database` is a file, or the address of a PostgreSQL database.
Inspection inspect_database(const std::string& database);

}  // namespace rollcall::database
