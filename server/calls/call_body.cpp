#include "calls/call_body.hpp"

#include "access/decision.hpp"
#include "calls/billing.hpp"

namespace rollcall::calls {

namespace {

std::optional<double> in_seconds(const std::optional<Duration>& duration) {
    if (!duration) return std::nullopt;
    return std::chrono::duration<double>(*duration).count();
}

TurnBody present_turn(const Turn& turn) { return {turn.role, turn.text, in_seconds(turn.start), in_seconds(turn.end)}; }

// A call that is shown is in the caller's scope.
std::vector<std::string_view> actions_on_call(const CallSummary& call, const access::Caller& caller) {
    if (call.recording_status != RecordingStatus::available) return {};
    return api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                     {{access::Action::view_recording, "listen"}});
}

}  // namespace

bool may_view_recordings(const access::Caller& caller) {
    return access::decide(caller, access::Action::view_recording, access::rights_in_scope(caller)).is_allowed();
}

bool may_view_billable_minutes(const access::Caller& caller) {
    return access::decide(caller, access::Action::view_usage, access::rights_in_scope(caller)).is_allowed();
}

MoneyBody present_money(const Money& money) { return {to_number(money), money.currency}; }

CallSummaryBody present_call_summary(const CallSummary& call, const access::Caller& caller, const Billing& billing) {
    const auto& facts = call.facts;
    CallSummaryBody body{
        .id = call.id,
        .agent_id = call.agent_id,
        .agent_name = call.agent_name,
        .company_id = call.company_id,
        .company_name = call.company_name,
        .platform = call.platform,
        .status = facts.status,
        .direction = facts.direction,
        .started_at = facts.started_at,
        .ended_at = facts.ended_at,
        .duration_seconds = in_seconds(facts.duration),
        .from_number = facts.from_number,
        .to_number = facts.to_number,
        .summary = facts.summary,
        .outcome = facts.outcome,
        .recording_status = call.recording_status,
        .billable_minutes = {},
        .price = {},
        .cost_usd = {},
        .margin_usd = {},
        .can = actions_on_call(call, caller),
    };
    const auto price = billing.price_of(call);
    if (may_view_billable_minutes(caller)) {
        body.billable_minutes = billable_minutes(billable_seconds(facts.duration.value_or(Duration{}), billing.rule()));
        body.price.emplace();
        if (price) body.price->emplace(present_money(*price));
    }
    if (may_view_cost(caller)) {
        body.cost_usd.emplace();
        body.margin_usd.emplace();
        if (facts.cost) *body.cost_usd = to_dollars(*facts.cost);
        const auto margin = price && facts.cost ? margin_of(*price, *facts.cost) : std::nullopt;
        if (margin) *body.margin_usd = to_dollars(*margin);
    }
    return body;
}

CallBody present_call(const Call& call, const access::Caller& caller, const Billing& billing) {
    CallBody body{present_call_summary(call, caller, billing), {}, call.facts.end_reason, call.erased_at, {}};
    if (may_view_recordings(caller)) body.recording_problem = call.recording_problem;
    for (const auto& turn : call.transcript) body.transcript.push_back(present_turn(turn));
    return body;
}

}  // namespace rollcall::calls
