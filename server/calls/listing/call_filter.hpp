#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/list_request.hpp"
#include "calls/call.hpp"

namespace rollcall::calls {

/// A phone number as calls may have it, without separators.
struct WrittenNumber {
    std::string text;
    bool is_beginning = false;  ///< numbers that begin with the text and are longer, instead of the text itself
    std::string country = {};   ///< only calls of companies of this country; empty: of all

    auto operator<=>(const WrittenNumber&) const = default;
};

/// Which calls a list shows: everything that is given must hold. Which of it an index finds, and what is checked for
/// each call, is in call_list_store.cpp.
struct CallFilter {
    std::optional<AgentId> agent;
    std::optional<CompanyId> company;  ///< of the agents that belong to this company now
    std::optional<Time> from;          ///< started then or later
    std::optional<Time> to;            ///< started before
    std::optional<CallStatus> status;
    std::optional<Direction> direction;
    std::optional<Outcome> outcome;        ///< unknown: also where none was reported
    std::optional<Duration> min_duration;  ///< calls without a length match neither
    std::optional<Duration> max_duration;
    bool with_recording = false;  ///< only calls with audio; for callers who may listen to it
    /// The other party's number, or the beginning of one, as a person writes it: list_calls turns it into `numbers`.
    std::optional<std::string> phone;
    /// Each must be in the transcript: folded and distinct, as words_of returns them. A search without any word matches
    /// no call.
    std::optional<std::vector<std::string>> words;
    /// The number of the other party is one of these. Not together with words.
    std::optional<std::vector<WrittenNumber>> numbers;

    std::span<const std::string> required_words() const {
        return words ? std::span<const std::string>(*words) : std::span<const std::string>();
    }
    bool has_length() const { return min_duration || max_duration; }
    /// Whether a condition is on the call itself, not on its agent, its time, its number or its words.
    bool has_columns() const { return status || direction || outcome || with_recording || has_length(); }
    bool matches_nothing() const { return (words && words->empty()) || (numbers && numbers->empty()); }
};

inline constexpr std::string_view call_filters[] = {"agent_id",    "company_id",  "from",          "to",
                                                    "status",      "direction",   "outcome",       "phone",
                                                    "min_seconds", "max_seconds", "has_recording", "search"};

/// Reads the filter of a request. Throws Error::invalid for impossible values. Agents and companies that do not exist,
/// or are out of scope, are no error: they have no calls to show.
CallFilter read_call_filter(const api::ListRequest& request);

}  // namespace rollcall::calls
