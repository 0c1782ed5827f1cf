#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "calls/call.hpp"
#include "calls/intake/reported_call.hpp"
#include "core/sealing.hpp"

/// Calls that programs send by `POST /calls`, for voice stacks without a connector.
namespace rollcall::calls {

/// Times count from the beginning of the recording.
struct CreateApiCallTurn {
    TurnRole role = TurnRole::agent;
    std::string text;
    std::optional<double> start_seconds;
    std::optional<double> end_seconds;
};

struct CreateApiCall {
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
    std::optional<std::vector<CreateApiCallTurn>> transcript;
    std::optional<double> cost_usd;
    std::optional<std::string> recording_url;     ///< from where the audio is copied
    std::optional<AttemptId> attempt_id;          ///< of a campaign that has asked for the call by its webhook
    std::optional<DialOutcome> dial_outcome;      ///< what became of that attempt
    std::optional<boost::json::object> analysis;  ///< fields of text, numbers, true and false; not kept
};

/// What a client sends along so that the same request, sent again, creates no second call.
struct IdempotencyKey {
    std::string key;
    std::string body;  ///< of the request, byte for byte
};

/// Creates a call. The same key with the same body, within a day at least, creates none and returns the first one.
/// Throws Error::invalid with all that is wrong, Error::conflict for a key that came with another body.
/// Who may call: administrators.
CallId create_api_call(const access::Context& context, const SealingKey& sealing_key, const CreateApiCall& input,
                       const std::optional<IdempotencyKey>& key, const OnReportedCall& on_reported_call);

}  // namespace rollcall::calls
