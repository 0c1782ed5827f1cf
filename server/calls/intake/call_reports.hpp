#pragma once

#include <optional>
#include <string>

#include "calls/call.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// What a source says about a call, in one message. What it does not say stays as it is known.
struct CallReport {
    std::optional<CallStatus> status;
    std::optional<Direction> direction;
    std::optional<Time> started_at;  ///< where nobody ever says, the moment of the first report stands for it
    std::optional<Time> ended_at;
    std::optional<Duration> duration;  ///< from start to end where nobody says
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    std::optional<std::string> summary;
    std::optional<Outcome> outcome;
    std::optional<std::string> end_reason;
    std::optional<Cost> cost;
    std::optional<Transcript> transcript;
};

/// Where a call comes from: the same (connection, external call id) is the same call.
struct PlatformCall {
    ConnectionId connection;
    std::string external_id;
    std::optional<std::string> external_agent_id;  ///< nothing where this message does not say: it waits under ""
    std::optional<std::string> agent_name;         ///< what the platform calls the agent
};

struct StoredCall {
    std::int64_t number;  ///< what `recordings` and other tables of calls refer to
    CallId id;
    std::optional<AgentId> agent;  ///< nothing while the agent is unknown
};

/// Takes a message of a platform, inside a write: makes the call or completes the one that is there, in whatever order
/// messages come. A call that has ended is not ongoing again. Its agent is the one that (connection, external agent id)
/// names; where there is none the call waits among the unknown agents. Keeps the sums of usage, the search and the
/// live list in step.
StoredCall take_platform_call(database::Transaction& tx, const PlatformCall& call, const CallReport& report, Time now);

/// Takes a call of our own API. The agent is there.
StoredCall take_own_call(database::Transaction& tx, const AgentId& agent, const CallReport& report, Time now);

/// Gives calls that wait for (connection, external agent id) to the agent, inside a write; at most `most` of them, so
/// that other writers wait a moment only: call it in one write after the other until it returns 0. The external id is
/// entered first, by the caller, so that none waits anew. What is left when this is broken off waits on and can be
/// assigned again.
std::int64_t assign_waiting_calls(database::Transaction& tx, const ConnectionId& connection,
                                  const std::string& external_agent_id, const AgentId& agent, int most, Time now);

}  // namespace rollcall::calls
