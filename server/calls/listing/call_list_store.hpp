#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "access/scope_store.hpp"
#include "calls/call.hpp"
#include "calls/call_limits.hpp"
#include "calls/call_position.hpp"
#include "calls/listing/call_filter.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

/// Reads the indexes of calls, a few entries at a time; call_page_search.hpp finds the calls of a page with them.
namespace rollcall::calls {

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

// Below, the range says when calls started: filter.from and filter.to are ignored, and so are words:
// call_word_search.hpp finds calls by them. Agent and company are conditions of the functions that take a scope, and of
// no other.

/// Whether the indexes of one agent find exactly the calls that match, without a check of each call.
bool is_covered_by_index(const CallFilter& filter);

/// A call that an index found, and whether it matches the rest of the filter.
struct CallCandidate {
    CallPosition position;
    AgentId agent_id;
    bool matches = false;
};
BOOST_DESCRIBE_STRUCT(CallCandidate, (), (position, agent_id, matches))

/// The first candidates of all agents, at most `limit`.
std::vector<CallCandidate> list_candidates(database::Transaction& tx, const CallFilter& filter, const CallRange& range,
                                           std::int64_t limit);

/// All calls of the lengths of the filter, of any time, in no order; nothing where there are more than `limit`.
std::optional<std::vector<CallCandidate>> list_calls_of_rare_length(database::Transaction& tx, const CallFilter& filter,
                                                                    std::int64_t limit);

/// Which of these calls match, in no order.
std::vector<std::int64_t> list_matching_numbers(database::Transaction& tx, const CallFilter& filter,
                                                std::span<const std::int64_t> numbers);

/// When the first call of an agent started that an index finds.
struct FirstCall {
    AgentId agent_id;
    std::int64_t started_at = 0;
};

/// The first call of each agent in scope that the filter allows and that has any, in no order.
std::vector<FirstCall> list_first_calls(database::Transaction& tx, const access::Scope& scope, const CallFilter& filter,
                                        const CallRange& range);

/// The first calls of these agents that match, at most `limit`, in the order of the range: the agents' indexes are
/// merged as far as they are needed.
inline constexpr std::size_t max_agents_of_one_statement = max_agents_merged_at_once;
std::vector<CallPosition> list_calls_of_agents(database::Transaction& tx, std::span<const AgentId> agents,
                                               const CallFilter& filter, const CallRange& range, std::int64_t limit);

/// The first candidates of these agents, at most `limit`, like the former.
std::vector<CallCandidate> list_candidates_of_agents(database::Transaction& tx, std::span<const AgentId> agents,
                                                     const CallFilter& filter, const CallRange& range,
                                                     std::int64_t limit);

/// Whether more than `count` calls have numbers that begin with some of these, also calls of agents who are out of
/// scope. Reads no more of the index than that.
bool has_more_calls_of_beginnings(database::Transaction& tx, std::span<const WrittenNumber> numbers,
                                  std::int64_t count);

/// The first calls of agents in scope that the filter allows whose other party has one of its numbers, at most `limit`,
/// in the order of the range. Reads the calls of these numbers only, also those of agents who are out of scope: of a
/// beginning all of them, which must be at most `max_calls_of_beginning`, of other numbers as far as the limit.
std::vector<CallPosition> list_calls_with_numbers(database::Transaction& tx, const access::Scope& scope,
                                                  const CallFilter& filter, const CallRange& range, std::int64_t limit);

/// How many calls began on a day.
struct CallsOfDay {
    Day day;
    std::int64_t calls = 0;
};

/// Of the agents in scope that the filter allows, from the sums of agents and days; the days that have any, in order.
/// Ignores the other filters.
std::vector<CallsOfDay> list_calls_of_days(database::Transaction& tx, const access::Scope& scope,
                                           const CallFilter& filter, Day first, Day last);

/// The countries of the companies whose agents are in scope.
std::vector<std::string> list_countries_in_scope(database::Transaction& tx, const access::Scope& agents);

/// The id of a call that exists.
CallId get_call_id(database::Transaction& tx, std::int64_t number);

/// Nothing for an unknown id, like the next.
std::optional<CallPosition> find_call_position(database::Transaction& tx, const CallId& id);
std::optional<std::int64_t> find_call_number(database::Transaction& tx, const CallId& id);

}  // namespace rollcall::calls
