#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "database/database_connection.hpp"
#include "database/whole/table_layout.hpp"

namespace rollcall::database {

/// A database at one moment, also while a server writes: what is read by `connection` is one transaction. Nothing is
/// locked, migrated or written, and the log of SQLite is not checkpointed.
struct Snapshot {
    /// What reading makes beside the file of SQLite where no server runs; deleted after the connection has ended.
    class FilesBeside {
    public:
        virtual ~FilesBeside() = default;
    };
    std::unique_ptr<FilesBeside> files_beside;
    std::unique_ptr<DatabaseConnection> connection;
    std::string server;  ///< "SQLite 3.40.1", "PostgreSQL 15.9"
    int schema = 0;
    std::vector<TableLayout> tables;        ///< those of the schema
    std::vector<std::string> other_tables;  ///< the names of those that somebody else has made; they are not copied

    bool has_table(std::string_view name) const;
};

/// `database` is a file, or the address of a PostgreSQL database. Throws std::runtime_error with one plain line where
/// it cannot be read, is not of this Rollcall's line, or lacks a table or column of its schema or has another column:
/// what is copied would not be accepted.
Snapshot open_snapshot(const std::string& database);

}  // namespace rollcall::database
