#include "connectors/platforms/retell.hpp"

#include <algorithm>
#include <string_view>

#include "connectors/calling/attempt_variable.hpp"
#include "connectors/platforms/analysis_fields.hpp"
#include "connectors/platforms/field.hpp"
#include "connectors/platforms/transcript_text.hpp"

namespace rollcall::connectors {

namespace {

using calls::CallStatus;
using calls::CallUpdate;
using calls::DialOutcome;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

constexpr double millionths_in_a_cent = 1e4;

std::optional<Direction> direction_of(Field call) {
    if (call["call_type"].text() == "web_call") return Direction::web;
    const auto direction = call["direction"].text();
    if (direction == "inbound") return Direction::inbound;
    if (direction == "outbound") return Direction::outbound;
    return std::nullopt;
}

std::optional<Duration> duration_of(Field call) {
    if (const auto duration = call["duration_ms"].milliseconds()) return duration;
    const auto start = call["start_timestamp"].time();
    const auto end = call["end_timestamp"].time();
    return start && end && *end >= *start ? std::optional<Duration>(*end - *start) : std::nullopt;
}

// A call that fails after it has connected counts as ended.
CallStatus status_of(Field call, const std::string& kind) {
    const auto status = call["call_status"].text();
    if (status == "not_connected") return CallStatus::failed;
    if (status == "error")
        return duration_of(call).value_or(Duration(0)).count() > 0 ? CallStatus::ended : CallStatus::failed;
    if (status == "ended") return CallStatus::ended;
    return kind == "call_started" ? CallStatus::ongoing : CallStatus::ended;
}

TurnRole role_of(Field turn) { return turn["role"].text() == "agent" ? TurnRole::agent : TurnRole::caller; }

void add_turn(Field turn, calls::Transcript& turns) {
    const auto text = turn["content"].text();
    if (!text) return;
    const auto& words = turn["words"].items();
    const auto start = words.empty() ? std::nullopt : Field(words.front())["start"].seconds();
    const auto end = words.empty() ? std::nullopt : Field(words.back())["end"].seconds();
    turns.push_back({role_of(turn), *text, start, end});
}

std::optional<calls::Transcript> transcript_of(Field call) {
    calls::Transcript turns;
    const auto with_tools = call["transcript_with_tool_calls"];
    for (const auto& item : (with_tools.is_present() ? with_tools : call["transcript_object"]).items()) {
        const Field turn(item);
        const auto role = turn["role"].text();
        if (role == "tool_call_invocation") {
            const auto name = turn["name"].text();
            if (name)
                turns.push_back({TurnRole::tool, *name + "(" + turn["arguments"].text().value_or("") + ")", {}, {}});
        } else if (role == "tool_call_result") {
            const auto content = turn["content"].text();
            if (content) turns.push_back({TurnRole::tool, *content, {}, {}});
        } else if (role == "agent" || role == "user" || role == "transfer_target") {
            add_turn(turn, turns);
        }
    }
    if (turns.empty()) turns = parse_transcript_text(call["transcript"].text().value_or(""), "Agent");
    return turns.empty() ? std::nullopt : std::optional(std::move(turns));
}

std::optional<Outcome> outcome_of(Field analysis) {
    const auto is_good = analysis["call_successful"].boolean();
    if (!is_good) return std::nullopt;
    return *is_good ? Outcome::successful : Outcome::unsuccessful;
}

// Preferably the recording that has a channel for each side.
std::optional<std::string> recording_url_of(Field call) {
    return either(either(call["recording_multi_channel_url"].text(), call["recording_url"].text()),
                  call["scrubbed_recording_url"].text());
}

CallUpdate update_of(Field call, const std::string& kind) {
    CallUpdate update;
    update.external_agent_id = call["agent_id"].id();
    update.agent_name = call["agent_name"].line();
    update.recording_url = recording_url_of(call);
    update.status = status_of(call, kind);
    update.direction = direction_of(call);
    update.started_at = call["start_timestamp"].time();
    update.from_number = call["from_number"].line();
    update.to_number = call["to_number"].line();
    if (update.status == CallStatus::ongoing) return update;

    const auto ended_at = call["end_timestamp"].time();
    if (update.status == CallStatus::failed) update.started_at = either(update.started_at, ended_at);
    update.ended_at = ended_at;
    update.duration = update.status == CallStatus::failed ? Duration(0) : duration_of(call);
    update.end_reason = call["disconnection_reason"].line();
    update.cost = call["call_cost"]["combined_cost"].cost(millionths_in_a_cent);
    update.summary = call["call_analysis"]["call_summary"].text();
    update.outcome = outcome_of(call["call_analysis"]);
    update.transcript = transcript_of(call);
    return update;
}

struct Reason {
    std::string_view name;
    DialOutcome outcome;
};

// The other reasons of the SDK are of calls that have connected, or say by their status that they have not.
constexpr Reason reasons[] = {
    {"voicemail_reached", DialOutcome::voicemail},
    {"ivr_reached", DialOutcome::voicemail},
    {"dial_busy", DialOutcome::busy},
    {"dial_no_answer", DialOutcome::no_answer},
    {"dial_failed", DialOutcome::failed},
    {"user_declined", DialOutcome::declined},
    {"invalid_destination", DialOutcome::invalid_number},
    {"marked_as_spam", DialOutcome::marked_as_spam},
    {"concurrency_limit_reached", DialOutcome::concurrency_limit},
    {"no_concurrency_fallback", DialOutcome::concurrency_limit},
    {"no_valid_payment", DialOutcome::no_credit},
    {"telephony_provider_permission_denied", DialOutcome::failed},
    {"telephony_provider_unavailable", DialOutcome::failed},
    {"sip_routing_error", DialOutcome::failed},
    {"error_user_not_joined", DialOutcome::failed},
    {"registered_call_timeout", DialOutcome::failed},
};

// A reason that is not known here: answered where the call has connected.
DialOutcome dial_outcome_of(Field call, CallStatus status) {
    if (call["call_analysis"]["in_voicemail"].boolean() == true) return DialOutcome::voicemail;
    const auto reason = call["disconnection_reason"].text().value_or("");
    const auto* found = std::ranges::find(reasons, reason, &Reason::name);
    if (found != std::end(reasons)) return found->outcome;
    return status == CallStatus::ended ? DialOutcome::answered : DialOutcome::failed;
}

}  // namespace

Webhook read_retell_webhook(const boost::json::value& body) {
    const Field message(body);
    const auto call = message["call"];
    Webhook webhook{.kind = message["event"].line().value_or("unknown"), .external_call_id = call["call_id"].id()};
    const auto& kind = webhook.kind;
    if (kind == "call_started" || kind == "call_ended" || kind == "call_analyzed") {
        webhook.call_update = update_of(call, kind);
        webhook.attempt_id = call["metadata"][attempt_variable].id();
        add_analysis_fields(webhook.analysis, call["call_analysis"]["custom_analysis_data"]);
        if (webhook.call_update->status != CallStatus::ongoing) {
            webhook.dial_outcome = dial_outcome_of(call, *webhook.call_update->status);
        }
    }
    return webhook;
}

}  // namespace rollcall::connectors
