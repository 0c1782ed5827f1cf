#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "database/database.hpp"
#include "database/sqlite/statement_cache.hpp"

namespace rollcall::database::sqlite {

/// One connection to the file, for one thread at a time. It runs statements; where transactions begin and end is the
/// matter of ReaderPool and Writer.
class Connection final : public Transaction {
public:
    enum class Access { read, write };

    /// Opens a file that exists (it may be empty), and asserts the settings that everything else relies on. There is
    /// one connection that writes, opened first. Throws std::runtime_error with one plain line.
    Connection(const std::string& file, Access access);

    /// Whether a transaction is open. SQLite ends one on its own when the disk is full or a statement is interrupted.
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

    /// Whether rows refer to rows that are not there (yet), which a commit would refuse.
    bool has_open_references() const;

    /// For what SQLite offers beyond statements.
    sqlite3* handle() const { return handle_.get(); }

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override;

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    static Handle open(const std::string& file, Access access);

    Handle handle_;
    StatementCache statements_;
};

}  // namespace rollcall::database::sqlite
