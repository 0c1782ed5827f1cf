// ElevenLabs' post-call webhooks: `post_call_transcription`, `post_call_audio`, whose audio is kept apart
// (delivery_reader.hpp), and `call_initiation_failure`. What the unit of its cost is, it does not say: it is left out.
#include "connectors/platforms/field.hpp"
#include "connectors/platforms/platform_event.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallReport;
using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

std::optional<Direction> direction_of(Field phone_call) {
    const auto direction = phone_call["direction"].text();
    if (direction == "inbound") return Direction::inbound;
    if (direction == "outbound") return Direction::outbound;
    return phone_call.is_there() ? std::nullopt : std::optional(Direction::web);
}

// A conversation may break after it has connected: then it was one.
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

CallReport report_of(Field data) {
    const auto metadata = data["metadata"];
    const auto phone_call = metadata["phone_call"];
    CallReport report;
    report.duration = metadata["call_duration_secs"].seconds();
    report.status = status_of(data, report.duration);
    report.direction = direction_of(phone_call);
    report.started_at = metadata["start_time_unix_secs"].time();
    if (report.status != CallStatus::ongoing && report.started_at && report.duration) {
        report.ended_at = *report.started_at + *report.duration;
    }
    const bool is_outbound = report.direction == Direction::outbound;
    report.from_number = phone_call[is_outbound ? "agent_number" : "external_number"].line();
    report.to_number = phone_call[is_outbound ? "external_number" : "agent_number"].line();
    report.end_reason = metadata["termination_reason"].line();
    report.summary = data["analysis"]["transcript_summary"].text();
    report.outcome = outcome_of(data["analysis"]);
    report.transcript = transcript_of(data);
    return report;
}

// Only calls that it makes can fail to begin.
CallReport report_of_failure(Field message) {
    const auto data = message["data"];
    const auto provider = data["metadata"]["body"];
    CallReport report;
    report.status = CallStatus::failed;
    report.direction = Direction::outbound;
    report.started_at = message["event_timestamp"].time();
    report.ended_at = report.started_at;
    report.duration = Duration(0);
    report.from_number = either(provider["From"].line(), provider["from_number"].line());
    report.to_number = either(provider["To"].line(), provider["to_number"].line());
    report.end_reason = data["failure_reason"].line();
    return report;
}

std::optional<CallReport> report_of(const std::string& kind, Field message) {
    if (kind == "post_call_transcription") return report_of(message["data"]);
    if (kind == "call_initiation_failure") return report_of_failure(message);
    if (kind == "post_call_audio") return CallReport();
    return std::nullopt;
}

}  // namespace

PlatformEvent understand_elevenlabs(const boost::json::value& body) {
    const Field message(body);
    const auto data = message["data"];
    PlatformEvent event{message["type"].line().value_or("unknown"), data["conversation_id"].id(), std::nullopt};
    if (auto report = report_of(event.kind, message)) {
        event.message = CallMessage{
            .agent = data["agent_id"].id(),
            .agent_name = data["agent_name"].line(),
            .report = *std::move(report),
            .recording_url = std::nullopt,
            .brings_audio = event.kind == "post_call_audio",
        };
    }
    return event;
}

}  // namespace rollcall::connectors
