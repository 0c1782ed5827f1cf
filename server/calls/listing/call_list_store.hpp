#pragma once

#include <boost/describe/class.hpp>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "access/scope_store.hpp"
#include "calls/call.hpp"
#include "calls/listing/call_filter.hpp"
#include "database/database.hpp"

/// Reads the indexes of calls, a few entries at a time; call_page_search.hpp finds the calls of a page with them.
namespace rollcall::calls {

/// The position of a call in every list: by the moment it started, and by number where that is the same.
struct CallPosition {
    std::int64_t started_at = 0;  ///< milliseconds
    std::int64_t number = 0;

    auto operator<=>(const CallPosition&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallPosition, (), (started_at, number))

inline constexpr auto lowest_number = std::numeric_limits<std::int64_t>::min();
inline constexpr auto highest_number = std::numeric_limits<std::int64_t>::max();

/// The calls between two positions, without these, and the order in which they are read.
struct CallRange {
    CallPosition after{lowest_number, lowest_number};
    CallPosition before{highest_number, highest_number};
    bool newest_first = true;

    /// Whether `left` is read before `right`.
    bool is_in_order(const CallPosition& left, const CallPosition& right) const {
        return newest_first ? left > right : left < right;
    }
    /// Keeps only what is read after this position.
    void start_after(const CallPosition& position) { (newest_first ? before : after) = position; }
    /// Keeps only what is read before this position.
    void end_before(const CallPosition& position) { (newest_first ? after : before) = position; }
    /// Keeps only what is read up to the last call of this moment.
    void end_with(std::int64_t started_at) { end_before({started_at, newest_first ? lowest_number : highest_number}); }
};

/// The agents in scope that the filter allows, in the order of their ids.
std::vector<AgentId> list_filtered_agents(database::Transaction& tx, const access::Scope& scope,
                                          const CallFilter& filter);

/// How many calls have the word; counting stops at `limit`.
std::int64_t count_calls_with_word(database::Transaction& tx, const std::string& word, std::int64_t limit);

// In all of these the range says when calls started, and filter.from, to, agent and company are ignored. Where an index
// of words is read, it is that of the first word: it should be the rarest.

/// Whether the indexes of one agent find exactly the calls that match, without a check of each call.
bool is_covered_by_index(const CallFilter& filter);

/// A call that an index found, and whether it matches the rest of the filter.
struct CallCandidate {
    CallPosition position;
    AgentId agent_id;
    bool matches = false;
};
BOOST_DESCRIBE_STRUCT(CallCandidate, (), (position, agent_id, matches))

/// The first candidates of all agents, at most `limit`. Ignores words as an index: they are checked for each call.
std::vector<CallCandidate> list_candidates(database::Transaction& tx, const CallFilter& filter, const CallRange& range,
                                           std::int64_t limit);

/// All calls with the first word, in no order.
std::vector<CallCandidate> list_candidates_with_word(database::Transaction& tx, const CallFilter& filter,
                                                     const CallRange& range);

/// When the first call of an agent started that an index finds.
struct FirstCall {
    AgentId agent_id;
    std::int64_t started_at = 0;
};

/// The first call of each agent in scope that the filter allows and that has any, in no order.
std::vector<FirstCall> list_first_calls(database::Transaction& tx, const access::Scope& scope, const CallFilter& filter,
                                        const CallRange& range);

/// The first calls of one agent that match, at most `limit`.
std::vector<CallPosition> list_calls_of_agent(database::Transaction& tx, const AgentId& agent, const CallFilter& filter,
                                              const CallRange& range, std::int64_t limit);

/// Nothing for an unknown id.
std::optional<std::int64_t> find_call_number(database::Transaction& tx, const CallId& id);

}  // namespace rollcall::calls
