#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "calls/call.hpp"
#include "database/database.hpp"

/// Calls of a stack of one's own, for which there is no connector.
namespace rollcall::calls {

inline constexpr std::size_t longest_summary = 10'000;  ///< bytes
inline constexpr std::size_t largest_call = 2'000'000;  ///< bytes of a request

/// Times count from the beginning of the recording.
struct CreateTurn {
    TurnRole role = TurnRole::agent;
    std::string text;
    std::optional<double> start_seconds;
    std::optional<double> end_seconds;
};

struct CreateCall {
    AgentId agent_id;
    Time started_at;
    std::optional<Time> ended_at;
    std::optional<double> duration_seconds;  ///< from start to end where it is not given
    std::optional<CallStatus> status;        ///< ended where there is an end or a duration, else ongoing
    std::optional<Direction> direction;
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    std::optional<std::string> summary;
    std::optional<Outcome> outcome;
    std::optional<std::string> end_reason;
    std::optional<std::vector<CreateTurn>> transcript;
    std::optional<double> cost_usd;
    std::optional<std::string> recording_url;  ///< from where the audio is copied
};

/// What a client sends along so that the same request, sent again, makes no second call.
struct IdempotencyKey {
    std::string key;
    std::string body;  ///< all of it, as it came
};

/// Takes a call. The same key with the same body, within a day at least, makes none and returns the first one.
/// Throws Error::invalid with all that is wrong, Error::conflict for a key that came with another body.
/// Who may call: administrators.
CallId create_call(database::Database& database, const Clock& clock, const access::Caller& caller,
                   const CreateCall& input, const std::optional<IdempotencyKey>& key);

}  // namespace rollcall::calls
