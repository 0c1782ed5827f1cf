#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"
#include "usage/usage.hpp"

namespace rollcall::usage {

/// The sums of what the caller sees, from the first day to the last: administrators all agents, members theirs. Read
/// from the sums of agents and days, whatever number of calls these stand for. Days in their order, the rest by name.
std::vector<Line> sum_up(database::Transaction& tx, const access::Caller& caller, const Question& question);

}  // namespace rollcall::usage
