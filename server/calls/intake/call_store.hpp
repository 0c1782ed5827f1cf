#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/call.hpp"
#include "calls/intake/external_id_store.hpp"
#include "database/database.hpp"

/// Writes calls, their transcripts, and the list of changes for live views. Who may see a call is decided by
/// calls/listing/scoped_calls.hpp.
namespace rollcall::calls {

/// A call as stored.
struct CallRow {
    std::int64_t number = 0;  ///< given by the database; other tables of calls refer to it
    CallId id;
    std::optional<ConnectionId> connection_id;     ///< nothing for an API call
    std::optional<std::string> external_id;        ///< likewise
    std::optional<std::string> external_agent_id;  ///< "" where the platform names none
    std::optional<AgentId> agent_id;               ///< nothing while the agent is unknown
    CallFacts facts;
    Time created_at;
    Time updated_at;
    std::optional<Time> erased_at{};  ///< since when there is no personal data of it, and none is stored
};
BOOST_DESCRIBE_STRUCT(CallRow, (),
                      (number, id, connection_id, external_id, external_agent_id, agent_id, facts, created_at,
                       updated_at, erased_at))

std::optional<CallRow> find_platform_call(database::Transaction& tx, const ExternalId& id);

/// At most `limit` calls that wait for this agent of a platform.
std::vector<CallRow> list_waiting_calls(database::Transaction& tx, const ExternalId& agent, int limit);

/// Calls of platforms, not known to have ended, whose audio is here although nothing else has come since
/// `created_before`, each with the length of its audio where that could be read.
struct CallWithAudio {
    CallRow call;
    std::optional<Duration> audio;
};
std::vector<CallWithAudio> list_calls_with_audio_only(database::Transaction& tx, Time created_before, int limit);

/// Stores a new call. Returns its number.
std::int64_t insert_call_row(database::Transaction& tx, const CallRow& call);

void update_call_facts(database::Transaction& tx, std::int64_t call, const CallFacts& facts, Time now);

/// Whose call it is, and what the platform calls that agent.
void update_call_agent(database::Transaction& tx, const CallRow& call, Time now);

/// Whether there is audio of it: what the list of calls is filtered by.
void update_call_has_recording(database::Transaction& tx, std::int64_t call, bool has_recording);
/// Of all calls that have one.
void update_calls_have_no_recording(database::Transaction& tx);

/// Deletes what the row has of a person, and notes that.
void update_call_erased(database::Transaction& tx, std::int64_t call, Time now);

std::optional<Transcript> find_transcript(database::Transaction& tx, std::int64_t call);
/// The same as it is kept (calls/transcript.hpp).
std::optional<std::string> find_transcript_text(database::Transaction& tx, std::int64_t call);
void upsert_transcript_row(database::Transaction& tx, std::int64_t call, const std::string& transcript_text);
void delete_transcript_row(database::Transaction& tx, std::int64_t call);

/// In whose way of writing phone numbers those of the agent's calls are read: the country of its company.
std::string find_country_of_agent(database::Transaction& tx, const AgentId& agent);

/// The countries of all companies: those of a call whose agent is not known yet.
std::vector<std::string> list_countries_of_companies(database::Transaction& tx);

/// Tells live views that a call of this agent is new or has changed.
void insert_call_change_row(database::Transaction& tx, const CallId& call, const AgentId& agent);

}  // namespace rollcall::calls
