#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/call.hpp"
#include "calls/intake/call_store.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// The one place where calls are created and changed, whatever they come from.
namespace rollcall::calls {

/// What one message says about a call. What it does not say stays as it is known.
struct CallUpdate {
    std::optional<std::string> external_agent_id;  ///< where no message says it, the call waits under ""
    std::optional<std::string> agent_name;         ///< what the platform calls the agent
    std::optional<CallStatus> status;
    std::optional<Direction> direction;
    std::optional<Time> started_at;  ///< where no message says it, the time of the first message
    std::optional<Time> ended_at;
    std::optional<Duration> duration;  ///< where no message says it, from start to end
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    std::optional<std::string> summary;
    std::optional<Outcome> outcome;
    std::optional<std::string> end_reason;
    std::optional<Cost> cost;
    std::optional<Transcript> transcript;
    std::optional<std::string> recording_url;  ///< where the audio can be copied from for a time
};

/// A call update, and what is stored of its transcript: made before the write, for which others wait.
class PreparedUpdate {
public:
    /// With `key`, it is not stored of a person whose number was erased after the call began.
    explicit PreparedUpdate(CallUpdate update, const SealingKey* key = nullptr);

    const CallUpdate& update() const { return update_; }
    bool has_transcript() const { return update_.transcript.has_value(); }
    const std::string& transcript_text() const { return transcript_text_; }
    const std::vector<std::string>& words() const { return words_; }  ///< of the transcript (words_of)
    const SealingKey* key() const { return key_; }
    /// Keyed hashes of its numbers, as far as they have a country code.
    const std::vector<std::string>& number_hashes() const { return number_hashes_; }

    /// Without what a call loses by erase_call (calls/erasing/call_erasure.hpp).
    PreparedUpdate without_personal_data() const;

private:
    CallUpdate update_;
    std::string transcript_text_;
    std::vector<std::string> words_;
    const SealingKey* key_ = nullptr;
    std::vector<std::string> number_hashes_;
};

/// The call that an update is about, as it is before.
struct FoundCall {
    std::optional<CallRow> row;  ///< nothing for a new call
    /// Whether nothing of a person may be stored of it: the call was erased, or began before its number was.
    bool is_erased = false;
};
FoundCall find_call_before(database::Transaction& tx, const ExternalId& id, const PreparedUpdate& update, Time now);

/// Creates or completes the call with this external id, inside a write, in whatever order the messages arrive. A call
/// that has ended does not become ongoing again. Its agent is the one that has the external agent id; where there is
/// none the call waits among the unknown agents. Keeps the sums of usage, the search and live views up to date.
CallRow store_platform_call(database::Transaction& tx, const ExternalId& id, const PreparedUpdate& update, Time now);
/// The same where `known` is what find_call_before has found in this write.
CallRow store_found_call(database::Transaction& tx, const ExternalId& id, const FoundCall& known,
                         const PreparedUpdate& update, Time now);

/// Creates a call of an agent that exists, likewise.
CallRow store_api_call(database::Transaction& tx, const AgentId& agent, const PreparedUpdate& update, Time now);

/// Ends calls of which nothing but audio has come for an hour, inside a write; at most some of them. They have lasted
/// as long as the audio, and ended when it came; what comes later replaces that. Returns how many there were.
int complete_calls_with_audio_only(database::Transaction& tx, Time now);

/// Gives calls that wait for this external agent id to the agent, inside a write; at most `limit` of them, so that
/// other writers wait only a moment: call it in one write after the other until it returns 0. The agent must have the
/// external id already, so that no more calls wait for it. What is left after an interruption can be assigned again.
std::int64_t assign_waiting_calls(database::Transaction& tx, const ExternalId& external_agent_id, const AgentId& agent,
                                  int limit, Time now);

/// For database::refold_rows: stores the words of the next calls as the search compares them now.
std::string refold_call_words(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::calls
