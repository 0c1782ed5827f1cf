#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/call.hpp"
#include "database/database.hpp"

/// Writing calls. Reading them for somebody is in call_list_store.hpp.
namespace rollcall::calls {

/// A call as it is stored.
struct CallRow {
    std::int64_t number = 0;
    CallId id;
    std::optional<ConnectionId> connection;        ///< nothing for a call of our own API
    std::optional<std::string> external_id;        ///< likewise
    std::optional<std::string> external_agent_id;  ///< "" where the platform names none
    std::optional<AgentId> agent;                  ///< nothing while it is unknown
    CallFacts facts;
};

std::optional<CallRow> find_platform_call(database::Transaction& tx, const ConnectionId& connection,
                                          const std::string& external_id);

/// Stores a new call and gives it its number.
void insert_call(database::Transaction& tx, CallRow& call, Time now);
void update_call(database::Transaction& tx, const CallRow& call, Time now);

/// At most `most` calls that wait for this agent of a platform.
std::vector<CallRow> find_waiting_calls(database::Transaction& tx, const ConnectionId& connection,
                                        const std::string& external_agent_id, int most);

std::optional<Transcript> find_transcript(database::Transaction& tx, std::int64_t call);
void put_transcript(database::Transaction& tx, std::int64_t call, const Transcript& transcript);

/// Which agent of ours (connection, external agent id) is.
std::optional<AgentId> find_agent(database::Transaction& tx, const ConnectionId& connection,
                                  const std::string& external_agent_id);

/// Tells the live list of a call that came or changed.
void note_arrival(database::Transaction& tx, const CallId& call, const AgentId& agent);

/// One call more that waits for an unknown agent of a platform.
struct WaitingCall {
    ConnectionId connection;
    std::string external_agent_id;
    std::optional<std::string> agent_name;
    Time started_at;
};
void note_waiting(database::Transaction& tx, const WaitingCall& call, Time now);

/// So many calls wait no longer. An agent for which none waits is unknown no longer.
void note_no_longer_waiting(database::Transaction& tx, const ConnectionId& connection,
                            const std::string& external_agent_id, std::int64_t calls);

}  // namespace rollcall::calls
