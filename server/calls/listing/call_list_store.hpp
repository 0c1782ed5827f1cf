#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "calls/call.hpp"
#include "database/database.hpp"

/// How the indexes of calls are read, a few entries at a time; scoped_calls.hpp makes pages of them.
namespace rollcall::calls {

/// Where a call stands in every list: by the moment it began, and by number where that is the same.
struct CallPlace {
    std::int64_t started_at = 0;  ///< milliseconds
    std::int64_t number = 0;

    auto operator<=>(const CallPlace&) const = default;
};

inline constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
inline constexpr auto latest = std::numeric_limits<std::int64_t>::max();

/// What lies between two places, these apart, and from which end it is read.
struct Window {
    enum class From { newest, oldest };

    CallPlace after{earliest, earliest};
    CallPlace before{latest, latest};
    From from = From::newest;

    /// Whether `left` is read before `right`.
    bool is_sooner(const CallPlace& left, const CallPlace& right) const {
        return from == From::newest ? left > right : left < right;
    }
    /// Keeps what is read after `place`.
    void begin_after(const CallPlace& place) { (from == From::newest ? before : after) = place; }
    /// Keeps what is read before `place`.
    void end_before(const CallPlace& place) { (from == From::newest ? after : before) = place; }
    /// Keeps what is read up to the last call of that moment.
    void end_with(std::int64_t started_at) { end_before({started_at, from == From::newest ? earliest : latest}); }
};

/// Whose calls: those of the agents that a member sees, or of all where there is none; of these, of one agent, and of
/// the agents of a company.
struct CallScope {
    std::optional<MemberId> member;
    std::optional<AgentId> agent;
    std::optional<CompanyId> company;

    bool is_everything() const { return !member && !agent && !company; }
};

/// What calls have to be. An index knows one of it; what else there is is looked up for each call.
struct CallConditions {
    std::optional<CallStatus> status;
    std::optional<Direction> direction;
    std::vector<std::string> words;  ///< the rarest first: it is the one that an index is asked for

    /// Whether the indexes within one agent know all of it.
    bool is_in_index() const { return words.size() + status.has_value() + direction.has_value() <= 1; }
};

/// The agents of a scope, in the order of their ids.
std::vector<AgentId> agents_in(database::Transaction& tx, const CallScope& scope);

/// How many calls have the word, counted no further than to `most`.
std::int64_t count_calls_with(database::Transaction& tx, const std::string& word, std::int64_t most);

/// A call that an index led to, and whether it is all that is asked.
struct Candidate {
    CallPlace place;
    AgentId agent;
    bool fits = false;
};

/// At most so many calls of all agents as they come.
std::vector<Candidate> walk(database::Transaction& tx, const CallConditions& conditions, const Window& window,
                            std::int64_t limit);

/// All calls with the first word, in no order.
std::vector<Candidate> calls_with_word(database::Transaction& tx, const CallConditions& conditions,
                                       const Window& window);

/// An agent, and when the first call of it that an index leads to began.
struct Head {
    AgentId agent;
    std::int64_t started_at = 0;
};

/// The agents of the scope that have any such call, in no order.
std::vector<Head> heads(database::Transaction& tx, const CallScope& scope, const CallConditions& conditions,
                        const Window& window);

/// The first calls of one agent that are all that is asked, at most so many.
std::vector<CallPlace> calls_of(database::Transaction& tx, const AgentId& agent, const CallConditions& conditions,
                                const Window& window, std::int64_t limit);

/// The number of a call; nothing for an unknown id.
std::optional<std::int64_t> number_of(database::Transaction& tx, const CallId& id);

}  // namespace rollcall::calls
