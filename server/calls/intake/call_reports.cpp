#include "calls/intake/call_reports.hpp"

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/call_store.hpp"
#include "calls/intake/call_word_store.hpp"
#include "calls/intake/call_words.hpp"

namespace rollcall::calls {

namespace {

template <class Value>
void take(std::optional<Value>& known, const std::optional<Value>& said) {
    if (said) known = said;
}

CallStatus later_of(CallStatus known, CallStatus said) { return said == CallStatus::ongoing ? known : said; }

// When it began, where nobody has said so yet.
Time beginning(const CallReport& report, Time now) {
    if (report.started_at) return *report.started_at;
    if (report.ended_at) return *report.ended_at - report.duration.value_or(Duration(0));
    return now;
}

void complete(CallFacts& facts, const CallReport& report) {
    if (report.status) facts.status = later_of(facts.status, *report.status);
    if (report.started_at) facts.started_at = *report.started_at;
    take(facts.direction, report.direction);
    take(facts.ended_at, report.ended_at);
    take(facts.duration, report.duration);
    take(facts.from_number, report.from_number);
    take(facts.to_number, report.to_number);
    take(facts.summary, report.summary);
    take(facts.outcome, report.outcome);
    take(facts.end_reason, report.end_reason);
    take(facts.cost, report.cost);
    if (!facts.duration && facts.ended_at && *facts.ended_at >= facts.started_at)
        facts.duration = *facts.ended_at - facts.started_at;
}

/// What else is kept of a call whose agent is known: the sums of its day, and its words.
struct Derived {
    AgentId agent;
    Day day;
    CallSums sums;
    WordPlace place;
    std::vector<std::string> words;
};

std::optional<Derived> derived_from(const CallRow& call, const Transcript& transcript, const Calendar& calendar) {
    if (!call.agent) return std::nullopt;
    const auto& facts = call.facts;
    return Derived{
        .agent = *call.agent,
        .day = calendar.day_of(facts.started_at),
        .sums = CallSums::of(facts.duration, facts.cost),
        .place = {*call.agent, facts.started_at, call.number},
        .words = words_of(transcript),
    };
}

void replace(database::Transaction& tx, const std::optional<Derived>& before, const std::optional<Derived>& after) {
    const bool same_sums =
        before && after && before->agent == after->agent && before->day == after->day && before->sums == after->sums;
    if (!same_sums) {
        if (before) add_to_day(tx, before->agent, before->day, -before->sums);
        if (after) add_to_day(tx, after->agent, after->day, after->sums);
    }
    const bool same_words = before && after && before->place == after->place && before->words == after->words;
    if (!same_words) {
        if (before) delete_words(tx, before->place, before->words);
        if (after) insert_words(tx, after->place, after->words);
    }
}

Calendar calendar_of_account(database::Transaction& tx) { return Calendar(accounts::get(tx).time_zone); }

StoredCall stored(const CallRow& call) { return {call.number, call.id, call.agent}; }

// Under which name a call waits for its agent to become known; nothing where it does not wait.
std::optional<std::string> waits_for(const CallRow& call) { return call.agent ? std::nullopt : call.external_agent_id; }

void keep_waiting_in_step(database::Transaction& tx, const std::optional<std::string>& before, const CallRow& after,
                          const std::optional<std::string>& agent_name, Time now) {
    const auto waits = waits_for(after);
    if (before == waits) return;
    if (before) note_no_longer_waiting(tx, *after.connection, *before, 1);
    if (waits) note_waiting(tx, {*after.connection, *waits, agent_name, after.facts.started_at}, now);
}

CallRow insert(database::Transaction& tx, CallRow call, const CallReport& report, Time now) {
    call.id = CallId::make(now);
    call.facts.started_at = beginning(report, now);
    complete(call.facts, report);
    insert_call(tx, call, now);
    const auto transcript = report.transcript.value_or(Transcript());
    if (report.transcript) put_transcript(tx, call.number, transcript);
    replace(tx, std::nullopt, derived_from(call, transcript, calendar_of_account(tx)));
    if (call.agent) note_arrival(tx, call.id, *call.agent);
    return call;
}

// A call keeps the agent that it has, whatever becomes of the external id.
CallRow with_agent_of(database::Transaction& tx, CallRow call, const PlatformCall& source) {
    if (call.agent) return call;
    if (source.external_agent_id) call.external_agent_id = source.external_agent_id;
    call.agent = find_agent(tx, source.connection, *call.external_agent_id);
    return call;
}

void update(database::Transaction& tx, const CallRow& before, CallRow after, const CallReport& report, Time now) {
    complete(after.facts, report);
    const auto old_transcript = find_transcript(tx, before.number).value_or(Transcript());
    const auto transcript = report.transcript.value_or(old_transcript);
    const bool has_changed = after.facts != before.facts || after.agent != before.agent || transcript != old_transcript;
    if (!has_changed && after.external_agent_id == before.external_agent_id) return;

    update_call(tx, after, now);
    if (report.transcript) put_transcript(tx, after.number, transcript);
    const auto calendar = calendar_of_account(tx);
    replace(tx, derived_from(before, old_transcript, calendar), derived_from(after, transcript, calendar));
    if (after.agent) note_arrival(tx, after.id, *after.agent);
}

}  // namespace

StoredCall take_platform_call(database::Transaction& tx, const PlatformCall& source, const CallReport& report,
                              Time now) {
    const auto before = find_platform_call(tx, source.connection, source.external_id);
    if (before) {
        const auto after = with_agent_of(tx, *before, source);
        update(tx, *before, after, report, now);
        keep_waiting_in_step(tx, waits_for(*before), after, source.agent_name, now);
        return stored(after);
    }
    const CallRow fresh{.connection = source.connection, .external_id = source.external_id, .external_agent_id = ""};
    const auto call = insert(tx, with_agent_of(tx, fresh, source), report, now);
    keep_waiting_in_step(tx, std::nullopt, call, source.agent_name, now);
    return stored(call);
}

StoredCall take_own_call(database::Transaction& tx, const AgentId& agent, const CallReport& report, Time now) {
    return stored(insert(tx, CallRow{.agent = agent}, report, now));
}

std::int64_t assign_waiting_calls(database::Transaction& tx, const ConnectionId& connection,
                                  const std::string& external_agent_id, const AgentId& agent, int most, Time now) {
    const auto waiting = find_waiting_calls(tx, connection, external_agent_id, most);
    for (const auto& call : waiting) {
        auto assigned = call;
        assigned.agent = agent;
        update(tx, call, assigned, {}, now);
    }
    const auto count = static_cast<std::int64_t>(waiting.size());
    if (count > 0) note_no_longer_waiting(tx, connection, external_agent_id, count);
    return count;
}

}  // namespace rollcall::calls
