#pragma once

#include <cstdint>
#include <vector>

#include "access/caller.hpp"
#include "database/database.hpp"

/// Reading the newest changes to calls in their order.
namespace rollcall::calls {

struct Arrival {
    std::int64_t number = 0;
    CallId call;
    bool is_seen = false;  ///< by the caller, at this moment
};

/// The number of the newest; 0 where there is none.
std::int64_t newest_arrival(database::Transaction& tx);

/// Those with a larger number, the oldest first, at most `limit`.
std::vector<Arrival> arrivals_after(database::Transaction& tx, const access::Caller& caller, std::int64_t number,
                                    std::int64_t limit);

}  // namespace rollcall::calls
