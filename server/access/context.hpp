#pragma once

#include <concepts>

#include "access/caller_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

namespace rollcall::access {

/// What a rule works with: the database, the time, and the caller as the guard has found him or her.
struct Context {
    database::Database& database;
    const Clock& clock;
    Caller caller;

    Time now() const { return clock.now(); }

    /// Runs `function(tx)` on a snapshot.
    template <std::invocable<database::Transaction&> Function>
    auto read(Function function) const {
        return database.read(function);
    }

    /// The same for one statement at most.
    template <std::invocable<database::Transaction&> Function>
    auto read_statement(Function function) const {
        return database.read_statement(function);
    }

    /// Runs `function(tx, caller)` in one write, with the caller as read again inside it. Throws Error::not_signed_in
    /// where the caller's session or token has ended meanwhile.
    template <std::invocable<database::Transaction&, const CurrentCaller&> Function>
    auto write(Function function) const {
        return database.write([&](database::Transaction& tx) { return function(tx, get_current_caller(tx, caller)); });
    }
};

}  // namespace rollcall::access
