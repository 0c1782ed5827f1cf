#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "database/database_connection.hpp"
#include "database/whole/table_layout.hpp"

namespace rollcall::database {

/// What `publish` throws where the database is there all the same, or may be. The reason has no full stop.
struct PublishedInDoubt : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A database that is being filled from another one. No server can open it before `publish`, also after a crash, and
/// without that nothing of it stays: SQLite's is a file beside, PostgreSQL's an open transaction. Servers are locked
/// out meanwhile.
///
/// All of it throws std::runtime_error or Error with one plain line.
class NewDatabase {
public:
    virtual ~NewDatabase() = default;

    /// The tables, which are empty.
    virtual const std::vector<TableLayout>& tables() const = 0;
    virtual DatabaseConnection& connection() = 0;
    /// For rules that take a database, between `migrate` and `publish`: all that they do becomes part of it.
    virtual Database& database() = 0;
    /// Bounds what the transaction holds; to be called after some megabytes of rows.
    virtual void end_part() = 0;
    /// Refuses references to rows that are not there.
    virtual void check_references() = 0;
    /// Applies the migrations that are still missing, and leaves a transaction open for further changes.
    virtual void migrate() = 0;
    /// Makes it durable, and the database of the next server.
    virtual void publish() = 0;
};

/// With the tables that the first `schema` migrations make. Throws where there is a file already, or a table in
/// PostgreSQL, and where a server runs.
std::unique_ptr<NewDatabase> create_database(const std::string& database, int schema, const Clock& clock);

/// Throws likewise, and changes nothing.
void require_no_database(const std::string& database);

}  // namespace rollcall::database
