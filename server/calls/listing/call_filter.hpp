#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/list_request.hpp"
#include "calls/call.hpp"

namespace rollcall::calls {

/// Which calls: all that is given must hold.
struct CallFilter {
    std::optional<AgentId> agent;
    std::optional<CompanyId> company;  ///< of the agents that are this company's now
    std::optional<Time> from;          ///< began then or later
    std::optional<Time> to;            ///< began before
    std::optional<CallStatus> status;
    std::optional<Direction> direction;
    /// Each stands in the transcript: folded and distinct, as words_of makes them. A search in which there is no word
    /// finds nothing.
    std::optional<std::vector<std::string>> words;
};

inline constexpr std::string_view call_filters[] = {"agent_id", "company_id", "from",  "to",
                                                    "status",   "direction",  "search"};

/// Reads the filter of a request. Throws Error::invalid for values that cannot be. Agents and companies that are not
/// there, or not the caller's, are no mistake: they have no calls to show.
CallFilter read_filter(const api::ListRequest& asked);

}  // namespace rollcall::calls
