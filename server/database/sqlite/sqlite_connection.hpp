#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "database/database_connection.hpp"
#include "database/sqlite/statement_cache.hpp"

namespace rollcall::database::sqlite {

/// One connection to the file.
class SqliteConnection final : public database::DatabaseConnection {
public:
    enum class Access {
        read,
        write,
        inspect,    ///< to read, without a writer: no file is made beside the database
        in_memory,  ///< a database of its own, without a file
    };

    /// Opens an existing file (it may be empty) and verifies the settings. There is one connection that writes, which
    /// is opened before those that read. Throws std::runtime_error with one plain line.
    SqliteConnection(const std::string& file, Access access);

    void begin() override;
    void commit() override;
    void roll_back() noexcept override;
    void end_function() override;
    void begin_part() override;
    void end_part() override;
    void undo_part() override;
    bool in_transaction() const override { return sqlite3_get_autocommit(handle_.get()) == 0; }
    bool is_lost() const override { return false; }

    /// For functions of SQLite that are not statements.
    sqlite3* handle() const { return handle_.get(); }

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override;

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    static Handle open(const std::string& file, Access access);

    bool has_open_references() const;

    Access access_;
    Handle handle_;
    StatementCache statements_;
};

}  // namespace rollcall::database::sqlite
