#pragma once

#include "database/database.hpp"

namespace rollcall::database {

/// One connection of a driver, for one thread at a time: what Writer and ReaderPool need of it. Whether it writes or
/// reads is settled when it is opened.
///
/// A function of a write runs in a part of the transaction, so that it can be undone apart from its neighbours.
class Connection : public Transaction {
public:
    /// Opens a transaction: to write, or to read one snapshot. Where the connection was lost while nothing was open on
    /// it, a new one is made first. Throws Error::unavailable.
    virtual void begin() = 0;

    /// Returns once the transaction is durable. Throws Error::unavailable, after which it may be there or not when the
    /// connection was lost, and is not there otherwise.
    virtual void commit() = 0;

    /// Undoes the transaction, where one is open.
    virtual void roll_back() noexcept = 0;

    virtual void begin_part() = 0;
    /// Throws ConstraintViolated where rows refer to rows that are not there: left to the commit, that would fail
    /// everything.
    virtual void end_part() = 0;
    virtual void undo_part() = 0;

    /// Whether a transaction is open. A database may end one on its own: a full disk, a lost connection.
    virtual bool in_transaction() const = 0;

    /// Whether the connection has ended, through no fault of what ran on it.
    virtual bool is_lost() const = 0;

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override = 0;
};

}  // namespace rollcall::database
