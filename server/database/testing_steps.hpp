#pragma once

#include <sqlite3.h>

#include <functional>
#include <string>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/testing.hpp"

namespace rollcall::database::testing {

/// A SQLite database with Rollcall's tables, and one connection to it, on which is counted what statements cost.
class CountedSqlite {
public:
    CountedSqlite() { open_sqlite(file_, clock_); }

    sqlite::SqliteConnection& connection() {
        if (!connection_) {
            connection_ = std::make_unique<sqlite::SqliteConnection>(file_, sqlite::SqliteConnection::Access::write);
        }
        return *connection_;
    }

    /// The steps of SQLite's virtual machine that `function` takes: those for a few rows are few hundred.
    int steps_of(const std::function<void(Transaction&)>& function) {
        count_steps();
        function(connection());
        return count_steps();
    }

private:
    int count_steps() {
        int steps = 0;
        for (auto* statement = sqlite3_next_stmt(connection().handle(), nullptr); statement;
             statement = sqlite3_next_stmt(connection().handle(), statement)) {
            steps += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
        }
        return steps;
    }

    TemporaryFolder folder_;
    FixedClock clock_;
    std::string file_ = folder_.file("rollcall.db");
    std::unique_ptr<sqlite::SqliteConnection> connection_;
};

}  // namespace rollcall::database::testing
