#pragma once

#include "database/database.hpp"

namespace rollcall::database {

/// One connection of a driver, for one thread at a time: what Writer and ReaderPool need. It is opened either to write
/// or to read.
///
/// Each function of a group of writes runs in a part of the transaction (a savepoint), so that it can be undone alone.
class DatabaseConnection : public Transaction {
public:
    /// Begins a transaction: to write, or to read one snapshot. Reconnects first when the connection was lost outside a
    /// transaction. Throws Error::unavailable.
    virtual void begin() = 0;

    /// Returns once the transaction is durable. Throws Error::unavailable; when the connection was lost, the
    /// transaction may or may not have been committed, otherwise it was not.
    virtual void commit() = 0;

    /// Undoes the transaction, if one is open.
    virtual void roll_back() noexcept = 0;

    virtual void begin_part() = 0;
    /// Throws ConstraintViolated when rows refer to rows that do not exist: found at the commit, that would fail the
    /// whole group.
    virtual void end_part() = 0;
    /// The same for the last part: a `commit` follows, which may be under way already.
    virtual void end_last_part() { end_part(); }
    /// The same where another part follows. PostgreSQL is not waited for: that what the part has done cannot stay is
    /// known with what follows, which fails in its place; see `has_failed_earlier_part`.
    virtual void end_part_later() { end_part(); }
    virtual void undo_part() = 0;

    /// Whether a transaction is open. A database may end one itself: a full disk, a lost connection.
    virtual bool in_transaction() const = 0;

    /// Whether a statement has failed since the transaction as a whole could not begin: no other one would succeed.
    virtual bool has_failed_to_begin() const { return false; }

    /// Whether the database has refused the end of a part that `end_part_later` was called for, and so a later
    /// statement or the commit has failed: the whole transaction has to be undone. Not where the connection was lost.
    virtual bool has_failed_earlier_part() const { return false; }

    /// Whether the connection has ended.
    virtual bool is_lost() const = 0;

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override = 0;
    std::int64_t run_later(std::string_view sql, std::span<const Parameter> parameters,
                           std::function<void(const Row&)> on_row) override {
        return Transaction::run_later(sql, parameters, std::move(on_row));
    }
    void finish_later() override {}
};

}  // namespace rollcall::database
