#include "connectors/platforms/vapi.hpp"

#include <algorithm>
#include <string_view>

#include "connectors/platforms/analysis_fields.hpp"
#include "connectors/platforms/field.hpp"
#include "connectors/platforms/transcript_text.hpp"
#include "connectors/platforms/vapi_outcomes.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallStatus;
using calls::CallUpdate;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::Turn;
using calls::TurnRole;

constexpr double millionths_in_a_dollar = 1e6;

// Reasons of calls that never connected, whatever times came with them.
constexpr std::string_view reasons_of_no_connection[] = {
    "customer-busy",
    "customer-did-not-answer",
    "customer-did-not-give-microphone-permission",
    "twilio-failed-to-connect-call",
    "twilio-reported-customer-misdialed",
    "vonage-failed-to-connect-call",
    "vonage-rejected",
    "scheduled-call-deleted",
    "assistant-not-found",
    "assistant-not-valid",
    "phone-call-provider-bypass-enabled-but-no-call-received",
};
constexpr std::string_view kinds_of_no_connection[] = {"call.start.", "call-start-", "call.ringing.",
                                                       "assistant-request-"};

bool says_no_connection(std::string_view reason) {
    return std::ranges::find(reasons_of_no_connection, reason) != std::end(reasons_of_no_connection) ||
           std::ranges::any_of(kinds_of_no_connection, [&](auto kind) { return reason.starts_with(kind); });
}

std::optional<Direction> direction_of(Field call) {
    const auto type = call["type"].text();
    if (type == "inboundPhoneCall") return Direction::inbound;
    if (type == "outboundPhoneCall") return Direction::outbound;
    if (type == "webCall" || type == "vapi.websocketCall") return Direction::web;
    return std::nullopt;
}

void set_numbers(Field message, CallUpdate& update) {
    const auto customer = message["customer"].is_present() ? message["customer"] : message["call"]["customer"];
    const auto theirs = either(customer["number"].line(), customer["sipUri"].line());
    const auto phone = message["phoneNumber"].is_present() ? message["phoneNumber"] : message["call"]["phoneNumber"];
    const auto ours = either(phone["number"].line(), phone["twilioPhoneNumber"].line());
    const bool is_outbound = update.direction == Direction::outbound;
    update.from_number = is_outbound ? ours : theirs;
    update.to_number = is_outbound ? theirs : ours;
}

// The customer chooses the scale of success: only plain answers are read.
std::optional<Outcome> outcome_of(Field evaluation) {
    if (const auto is_good = evaluation.boolean()) return *is_good ? Outcome::successful : Outcome::unsuccessful;
    const auto text = evaluation.text();
    if (!text) return std::nullopt;
    if (text == "true" || text == "Pass" || text == "pass") return Outcome::successful;
    if (text == "false" || text == "Fail" || text == "fail") return Outcome::unsuccessful;
    return Outcome::unknown;
}

void add_tool_calls(Field message, calls::Transcript& turns) {
    for (const auto& call : message["toolCalls"].items()) {
        const auto function = Field(call)["function"];
        const auto name = function["name"].text();
        if (name) {
            turns.push_back({TurnRole::tool,
                             *name + "(" + function["arguments"].text().value_or("") + ")",
                             message["secondsFromStart"].seconds(),
                             {}});
        }
    }
}

void add_tool_result(Field message, calls::Transcript& turns) {
    const auto name = message["name"].text();
    const auto result = message["result"].text();
    if (!name || !result) return;
    turns.push_back({TurnRole::tool, *name + " = " + *result, message["secondsFromStart"].seconds(), {}});
}

// As the platform says it; else from the times of its start and end.
std::optional<Duration> duration_of(Field message) {
    if (const auto duration = message["duration"].milliseconds()) return duration;
    const auto start = message["time"].time();
    const auto end = message["endTime"].time();
    return start && end && *end >= *start ? std::optional<Duration>(*end - *start) : std::nullopt;
}

void add_turn(Field message, TurnRole role, calls::Transcript& turns) {
    const auto text = message["message"].text();
    if (!text) return;
    const auto start = message["secondsFromStart"].seconds();
    const auto taken = duration_of(message);
    turns.push_back({role, *text, start, start && taken ? std::optional(*start + *taken) : std::nullopt});
}

std::optional<calls::Transcript> transcript_of(Field artifact) {
    calls::Transcript turns;
    for (const auto& item : artifact["messages"].items()) {
        const Field message(item);
        const auto role = message["role"].text();
        if (role == "bot" || role == "assistant") add_turn(message, TurnRole::agent, turns);
        if (role == "user") add_turn(message, TurnRole::caller, turns);
        if (role == "tool_calls") add_tool_calls(message, turns);
        if (role == "tool_call_result") add_tool_result(message, turns);
    }
    if (turns.empty()) turns = parse_transcript_text(artifact["transcript"].text().value_or(""), "AI");
    return turns.empty() ? std::nullopt : std::optional(std::move(turns));
}

// Preferably the recording that has a channel for each side.
std::optional<std::string> recording_url_of(Field artifact) {
    const auto recording = artifact["recording"];
    return either(either(recording["stereoUrl"].text(), artifact["stereoRecordingUrl"].text()),
                  either(recording["mono"]["combinedUrl"].text(), artifact["recordingUrl"].text()));
}

void set_times(Field message, CallUpdate& update) {
    const auto call = message["call"];
    update.started_at = either(message["startedAt"].time(), call["startedAt"].time());
    update.ended_at = either(message["endedAt"].time(), call["endedAt"].time());
    if (update.status == CallStatus::failed) {
        update.started_at = either(update.started_at, call["createdAt"].time());
        update.duration = Duration(0);
    } else if (update.started_at && update.ended_at && *update.ended_at >= *update.started_at) {
        update.duration = *update.ended_at - *update.started_at;
    }
}

// A call is answered by an assistant, or by several of a squad or workflow.
std::optional<std::string> agent_of(Field message) {
    const auto call = message["call"];
    return either(either(call["assistantId"].id(), message["assistant"]["id"].id()),
                  either(call["squadId"].id(), call["workflowId"].id()));
}

void set_agent(Field message, CallUpdate& update) {
    const auto assistant = message["assistant"].is_present() ? message["assistant"] : message["call"]["assistant"];
    update.external_agent_id = agent_of(message);
    update.agent_name = assistant["name"].line();
}

CallUpdate update_of_end(Field message) {
    CallUpdate update;
    set_agent(message, update);
    update.direction = direction_of(message["call"]);
    update.end_reason = either(message["endedReason"].line(), message["call"]["endedReason"].line());
    const bool has_started = message["startedAt"].time() || message["call"]["startedAt"].time();
    const bool has_failed = !has_started || says_no_connection(update.end_reason.value_or(""));
    update.status = has_failed ? CallStatus::failed : CallStatus::ended;
    set_times(message, update);
    set_numbers(message, update);
    update.summary = either(message["analysis"]["summary"].text(), message["summary"].text());
    update.outcome = outcome_of(message["analysis"]["successEvaluation"]);
    update.cost =
        either(message["cost"].cost(millionths_in_a_dollar), message["call"]["cost"].cost(millionths_in_a_dollar));
    update.transcript = transcript_of(message["artifact"]);
    update.recording_url = either(recording_url_of(message["artifact"]), recording_url_of(message));
    return update;
}

CallUpdate update_of_start(Field message) {
    CallUpdate update;
    set_agent(message, update);
    update.direction = direction_of(message["call"]);
    update.status = CallStatus::ongoing;
    update.started_at = either(message["call"]["startedAt"].time(), message["timestamp"].time());
    set_numbers(message, update);
    return update;
}

std::map<std::string, std::string> analysis_of(Field message) {
    std::map<std::string, std::string> fields;
    add_analysis_fields(fields, message["analysis"]["structuredData"]);
    add_analysis_field(fields, "successEvaluation", message["analysis"]["successEvaluation"]);
    for (const auto& [id, output] : message["artifact"]["structuredOutputs"].members()) {
        const Field field(output);
        add_analysis_field(fields, field["name"].text().value_or(id), field["result"]);
        add_analysis_fields(fields, field["result"]);
    }
    return fields;
}

std::optional<std::string> attempt_of(Field message) {
    return either(message["call"]["customer"]["externalId"].id(), message["customer"]["externalId"].id());
}

PredialQuestion question_of(Field message) {
    return {.phone = either(message["contact"]["number"].line(), message["customer"]["number"].line()).value_or(""),
            .external_agent_id = agent_of(message),
            .external_campaign_id = message["campaignId"].id()};
}

}  // namespace

Webhook read_vapi_webhook(const boost::json::value& body) {
    const auto message = Field(body)["message"];
    Webhook webhook{.kind = message["type"].line().value_or("unknown"), .external_call_id = message["call"]["id"].id()};
    if (webhook.kind == "end-of-call-report") {
        webhook.call_update = update_of_end(message);
        webhook.dial_outcome = vapi_dial_outcome(webhook.call_update->end_reason.value_or(""),
                                                 webhook.call_update->status == CallStatus::ended);
        webhook.analysis = analysis_of(message);
    } else if (webhook.kind == "status-update" && message["status"].text() == "in-progress") {
        webhook.call_update = update_of_start(message);
    } else if (webhook.kind == "campaign.predial") {
        webhook.question = question_of(message);
    }
    if (webhook.call_update) webhook.attempt_id = attempt_of(message);
    return webhook;
}

}  // namespace rollcall::connectors
