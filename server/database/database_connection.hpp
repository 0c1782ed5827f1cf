#pragma once

#include "database/database.hpp"

namespace rollcall::database {

/// One connection of a driver, for one thread at a time: what Writer and ReaderPool need. It is opened either to write
/// or to read.
///
/// A part of a transaction (a savepoint) can be undone alone.
class DatabaseConnection : public Transaction {
public:
    /// Begins a transaction: to write, or to read one snapshot. Reconnects first when the connection was lost outside a
    /// transaction. Throws Error::unavailable.
    virtual void begin() = 0;

    /// Returns once the transaction is durable. Throws Error::unavailable, and what `has_refused_commit` tells of; when
    /// the connection was lost, the transaction may or may not have been committed, otherwise it was not.
    virtual void commit() = 0;

    /// Undoes the transaction, if one is open.
    virtual void roll_back() noexcept = 0;

    /// Ends what a function has done outside a part. Throws ConstraintViolated when rows refer to rows that do not
    /// exist, where that is known without waiting; otherwise the commit does.
    virtual void end_function() = 0;

    virtual void begin_part() = 0;
    /// Waits for what runs later. Throws ConstraintViolated when rows refer to rows that do not exist.
    virtual void end_part() = 0;
    virtual void undo_part() = 0;

    /// Whether a transaction is open. A database may end one itself: a full disk, a lost connection.
    virtual bool in_transaction() const = 0;

    /// Whether a statement has failed since the transaction as a whole could not begin: no other one would succeed.
    virtual bool has_failed_to_begin() const { return false; }

    /// Whether `commit` has failed with something that a function did: a reference to nothing, or a statement that ran
    /// later. So nothing was committed. Not where nobody knows whether it was.
    virtual bool has_refused_commit() const { return false; }

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
