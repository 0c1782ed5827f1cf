#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <vector>

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

/// Reads the newest changes of calls, in their order.
namespace rollcall::calls {

/// A call is new or has changed.
struct CallChange {
    std::int64_t number = 0;
    CallId call_id;
    bool is_in_scope = false;  ///< of the caller, now
};
BOOST_DESCRIBE_STRUCT(CallChange, (), (number, call_id, is_in_scope))

/// The number of the newest change; 0 where there is none.
std::int64_t find_newest_call_change(database::Transaction& tx);

/// The changes with a larger number, the oldest first, at most `limit`.
std::vector<CallChange> list_call_changes_after(database::Transaction& tx, const access::Caller& caller,
                                                std::int64_t number, std::int64_t limit, Time now);

}  // namespace rollcall::calls
