#include "connectors/platforms/elevenlabs.hpp"

#include <charconv>
#include <cstdint>

#include "connectors/calling/attempt_variable.hpp"
#include "connectors/platforms/analysis_fields.hpp"
#include "connectors/platforms/field.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallStatus;
using calls::CallUpdate;
using calls::DialOutcome;
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

// As the SIP server of the person's network answers (RFC 3261, 8197 and 8688).
std::optional<DialOutcome> outcome_of_sip_status(std::int64_t status) {
    switch (status) {
        case 404:
        case 410:
        case 484:
        case 604:
            return DialOutcome::invalid_number;
        case 408:
        case 480:
        case 487:
            return DialOutcome::no_answer;
        case 486:
        case 600:
            return DialOutcome::busy;
        case 603:
            return DialOutcome::declined;
        case 607:
        case 608:
            return DialOutcome::marked_as_spam;
        default:
            return std::nullopt;
    }
}

// Twilio writes it as text, SIP trunks as a number.
std::optional<std::int64_t> sip_status_of(Field provider) {
    for (const auto* name : {"SipResponseCode", "sip_status_code"}) {
        const auto written = provider[name].id();
        std::int64_t status = 0;
        if (written && std::from_chars(written->data(), written->data() + written->size(), status).ec == std::errc())
            return status;
    }
    return std::nullopt;
}

DialOutcome outcome_of_failure(Field data) {
    const auto reason = data["failure_reason"].text();
    if (reason == "busy") return DialOutcome::busy;
    if (reason == "no-answer") return DialOutcome::no_answer;
    const auto status = sip_status_of(data["metadata"]["body"]);
    const auto outcome = status ? outcome_of_sip_status(*status) : std::nullopt;
    return outcome.value_or(DialOutcome::failed);
}

bool has_reached_voicemail(Field metadata) {
    const auto reason = metadata["termination_reason"].text().value_or("");
    return metadata["features_usage"]["voicemail_detection"]["used"].boolean() == true ||
           reason.find("voicemail") != reason.npos;
}

std::optional<DialOutcome> find_dial_outcome(const Webhook& webhook, Field data) {
    if (webhook.kind == "call_initiation_failure") return outcome_of_failure(data);
    if (webhook.kind != "post_call_transcription" || webhook.call_update->status == CallStatus::ongoing)
        return std::nullopt;
    if (webhook.call_update->status == CallStatus::failed) return DialOutcome::failed;
    return has_reached_voicemail(data["metadata"]) ? DialOutcome::voicemail : DialOutcome::answered;
}

std::map<std::string, std::string> analysis_of(Field data) {
    std::map<std::string, std::string> fields;
    for (const auto& [id, result] : data["analysis"]["data_collection_results"].members()) {
        add_analysis_field(fields, id, Field(result)["value"]);
    }
    return fields;
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
        webhook.attempt_id = data["conversation_initiation_client_data"]["dynamic_variables"][attempt_variable].id();
        webhook.dial_outcome = find_dial_outcome(webhook, data);
        webhook.analysis = analysis_of(data);
    }
    webhook.brings_audio = webhook.kind == "post_call_audio";
    return webhook;
}

}  // namespace rollcall::connectors
