// Vapi's server messages: `status-update` while a call goes on, `end-of-call-report` once it is over.
#include <algorithm>
#include <string_view>

#include "connectors/platforms/field.hpp"
#include "connectors/platforms/platform_event.hpp"
#include "connectors/platforms/spoken_lines.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallReport;
using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::Turn;
using calls::TurnRole;

constexpr double millionths_in_a_dollar = 1e6;

// Reasons of calls in which nobody spoke to anybody, whatever times came with them.
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

void take_numbers(Field message, CallReport& report) {
    const auto customer = message["customer"].is_there() ? message["customer"] : message["call"]["customer"];
    const auto theirs = either(customer["number"].line(), customer["sipUri"].line());
    const auto phone = message["phoneNumber"].is_there() ? message["phoneNumber"] : message["call"]["phoneNumber"];
    const auto ours = either(phone["number"].line(), phone["twilioPhoneNumber"].line());
    const bool is_outbound = report.direction == Direction::outbound;
    report.from_number = is_outbound ? ours : theirs;
    report.to_number = is_outbound ? theirs : ours;
}

// What counts as success is the customer's own scale. Only what is plain is taken for an answer.
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

// Where the platform says how long it took; else where it says when it began and ended.
std::optional<Duration> time_taken(Field message) {
    if (const auto duration = message["duration"].milliseconds()) return duration;
    const auto start = message["time"].time();
    const auto end = message["endTime"].time();
    return start && end && *end >= *start ? std::optional<Duration>(*end - *start) : std::nullopt;
}

void add_words(Field message, TurnRole role, calls::Transcript& turns) {
    const auto text = message["message"].text();
    if (!text) return;
    const auto start = message["secondsFromStart"].seconds();
    const auto taken = time_taken(message);
    turns.push_back({role, *text, start, start && taken ? std::optional(*start + *taken) : std::nullopt});
}

std::optional<calls::Transcript> transcript_of(Field artifact) {
    calls::Transcript turns;
    for (const auto& item : artifact["messages"].items()) {
        const Field message(item);
        const auto role = message["role"].text();
        if (role == "bot" || role == "assistant") add_words(message, TurnRole::agent, turns);
        if (role == "user") add_words(message, TurnRole::caller, turns);
        if (role == "tool_calls") add_tool_calls(message, turns);
        if (role == "tool_call_result") add_tool_result(message, turns);
    }
    if (turns.empty()) turns = turns_in(artifact["transcript"].text().value_or(""), "AI");
    return turns.empty() ? std::nullopt : std::optional(std::move(turns));
}

// The one with both sides in channels of their own, where there is one.
std::optional<std::string> recording_of(Field artifact) {
    const auto recording = artifact["recording"];
    return either(either(recording["stereoUrl"].text(), artifact["stereoRecordingUrl"].text()),
                  either(recording["mono"]["combinedUrl"].text(), artifact["recordingUrl"].text()));
}

void take_times(Field message, CallReport& report) {
    const auto call = message["call"];
    report.started_at = either(message["startedAt"].time(), call["startedAt"].time());
    report.ended_at = either(message["endedAt"].time(), call["endedAt"].time());
    if (report.status == CallStatus::failed) {
        report.started_at = either(report.started_at, call["createdAt"].time());
        report.duration = Duration(0);
    } else if (report.started_at && report.ended_at && *report.ended_at >= *report.started_at) {
        report.duration = *report.ended_at - *report.started_at;
    }
}

CallReport report_of(Field message) {
    CallReport report;
    report.direction = direction_of(message["call"]);
    report.end_reason = either(message["endedReason"].line(), message["call"]["endedReason"].line());
    const bool has_begun = message["startedAt"].time() || message["call"]["startedAt"].time();
    const bool has_failed = !has_begun || says_no_connection(report.end_reason.value_or(""));
    report.status = has_failed ? CallStatus::failed : CallStatus::ended;
    take_times(message, report);
    take_numbers(message, report);
    report.summary = either(message["analysis"]["summary"].text(), message["summary"].text());
    report.outcome = outcome_of(message["analysis"]["successEvaluation"]);
    report.cost =
        either(message["cost"].cost(millionths_in_a_dollar), message["call"]["cost"].cost(millionths_in_a_dollar));
    report.transcript = transcript_of(message["artifact"]);
    return report;
}

CallReport report_of_beginning(Field message) {
    CallReport report;
    report.direction = direction_of(message["call"]);
    report.status = CallStatus::ongoing;
    report.started_at = either(message["call"]["startedAt"].time(), message["timestamp"].time());
    take_numbers(message, report);
    return report;
}

// A call is answered by an assistant, or by several of a squad or workflow.
std::optional<std::string> agent_of(Field message) {
    const auto call = message["call"];
    return either(either(call["assistantId"].id(), message["assistant"]["id"].id()),
                  either(call["squadId"].id(), call["workflowId"].id()));
}

CallMessage about(Field message, CallReport report) {
    const auto assistant = message["assistant"].is_there() ? message["assistant"] : message["call"]["assistant"];
    return {
        .agent = agent_of(message),
        .agent_name = assistant["name"].line(),
        .report = std::move(report),
        .recording_url = std::nullopt,
    };
}

}  // namespace

PlatformEvent understand_vapi(const boost::json::value& body) {
    const auto message = Field(body)["message"];
    PlatformEvent event{message["type"].line().value_or("unknown"), message["call"]["id"].id(), std::nullopt};
    if (event.kind == "end-of-call-report") {
        event.message = about(message, report_of(message));
        event.message->recording_url = either(recording_of(message["artifact"]), recording_of(message));
    } else if (event.kind == "status-update" && message["status"].text() == "in-progress") {
        event.message = about(message, report_of_beginning(message));
    }
    return event;
}

}  // namespace rollcall::connectors
