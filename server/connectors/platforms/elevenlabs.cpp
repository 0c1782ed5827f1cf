#include "connectors/platforms/elevenlabs.hpp"

#include "connectors/platforms/field.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallStatus;
using calls::CallUpdate;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

std::optional<Direction> direction_of(Field phone_call) {
    const auto direction = phone_call["direction"].text();
    if (direction == "inbound") return Direction::inbound;
    if (direction == "outbound") return Direction::outbound;
    return phone_call.is_present() ? std::nullopt : std::optional(Direction::web);
}

// A conversation that fails after it has connected counts as ended.
CallStatus status_of(Field data, std::optional<Duration> duration) {
    const auto status = data["status"].text();
    if (status == "initiated" || status == "in-progress") return CallStatus::ongoing;
    const bool has_lasted = duration.value_or(Duration(0)).count() > 0;
    return status == "failed" && !has_lasted ? CallStatus::failed : CallStatus::ended;
}

std::optional<Outcome> outcome_of(Field analysis) {
    const auto successful = analysis["call_successful"].text();
    if (successful == "success") return Outcome::successful;
    if (successful == "failure") return Outcome::unsuccessful;
    return successful ? std::optional(Outcome::unknown) : std::nullopt;
}

void add_tools(Field turn, std::optional<Duration> start, calls::Transcript& turns) {
    for (const auto& item : turn["tool_calls"].items()) {
        const Field call(item);
        const auto name = call["tool_name"].text();
        if (name) {
            turns.push_back(
                {TurnRole::tool, *name + "(" + call["params_as_json"].text().value_or("") + ")", start, {}});
        }
    }
    for (const auto& item : turn["tool_results"].items()) {
        const Field result(item);
        const auto name = result["tool_name"].text();
        const auto value = result["result_value"].text();
        if (name && value) turns.push_back({TurnRole::tool, *name + " = " + *value, start, {}});
    }
}

std::optional<calls::Transcript> transcript_of(Field data) {
    calls::Transcript turns;
    for (const auto& item : data["transcript"].items()) {
        const Field turn(item);
        const auto start = turn["time_in_call_secs"].seconds();
        const auto role = turn["role"].text() == "agent" ? TurnRole::agent : TurnRole::caller;
        if (const auto text = turn["message"].text()) turns.push_back({role, *text, start, {}});
        add_tools(turn, start, turns);
    }
    return turns.empty() ? std::nullopt : std::optional(std::move(turns));
}

CallUpdate update_of(Field data) {
    const auto metadata = data["metadata"];
    const auto phone_call = metadata["phone_call"];
    CallUpdate update;
    update.duration = metadata["call_duration_secs"].seconds();
    update.status = status_of(data, update.duration);
    update.direction = direction_of(phone_call);
    update.started_at = metadata["start_time_unix_secs"].time();
    if (update.status != CallStatus::ongoing && update.started_at && update.duration) {
        update.ended_at = *update.started_at + *update.duration;
    }
    const bool is_outbound = update.direction == Direction::outbound;
    update.from_number = phone_call[is_outbound ? "agent_number" : "external_number"].line();
    update.to_number = phone_call[is_outbound ? "external_number" : "agent_number"].line();
    update.end_reason = metadata["termination_reason"].line();
    update.summary = data["analysis"]["transcript_summary"].text();
    update.outcome = outcome_of(data["analysis"]);
    update.transcript = transcript_of(data);
    return update;
}

// Only outbound calls can fail to start.
CallUpdate update_of_failure(Field message) {
    const auto data = message["data"];
    const auto provider = data["metadata"]["body"];
    CallUpdate update;
    update.status = CallStatus::failed;
    update.direction = Direction::outbound;
    update.started_at = message["event_timestamp"].time();
    update.ended_at = update.started_at;
    update.duration = Duration(0);
    update.from_number = either(provider["From"].line(), provider["from_number"].line());
    update.to_number = either(provider["To"].line(), provider["to_number"].line());
    update.end_reason = data["failure_reason"].line();
    return update;
}

std::optional<CallUpdate> find_update(const std::string& kind, Field message) {
    if (kind == "post_call_transcription") return update_of(message["data"]);
    if (kind == "call_initiation_failure") return update_of_failure(message);
    if (kind == "post_call_audio") return CallUpdate();
    return std::nullopt;
}

}  // namespace

Webhook read_elevenlabs_webhook(const boost::json::value& body) {
    const Field message(body);
    const auto data = message["data"];
    Webhook webhook{.kind = message["type"].line().value_or("unknown"),
                    .external_call_id = data["conversation_id"].id()};
    webhook.call_update = find_update(webhook.kind, message);
    if (webhook.call_update) {
        webhook.call_update->external_agent_id = data["agent_id"].id();
        webhook.call_update->agent_name = data["agent_name"].line();
    }
    webhook.brings_audio = webhook.kind == "post_call_audio";
    return webhook;
}

}  // namespace rollcall::connectors
