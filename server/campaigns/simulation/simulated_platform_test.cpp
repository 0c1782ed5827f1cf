#include "campaigns/simulation/simulation.hpp"

namespace rollcall::campaigns::simulation {

connectors::PlacedCall Simulation::place_call(const connectors::CallRoute& route, const connectors::CallOrder& order) {
    using Result = connectors::PlacedCall::Result;
    if (route.api_key != "key") oracle_.blame("the key is not the connection's");
    if (chance_.happens(troubles_.of_crashes / 2)) throw Crash();
    const auto campaign = static_cast<std::size_t>(std::stoi(order.from_number_id));
    const auto person = oracle_.find_person(ContactId(order.variables.at("contact")));
    if (!person) {
        oracle_.blame("somebody was called who is no contact");
        return {.result = Result::refused};
    }
    oracle_.judge(order, campaign, *person, clock_.shown(), clock_.passed());
    if (chance_.happens(troubles_.of_answers)) {
        const auto result = chance_.one_of(std::vector{
            Result::not_sent, Result::refused, Result::invalid_number, Result::too_many, Result::key_refused,
            Result::no_credit, Result::daily_limit, Result::unresolved, Result::unresolved, Result::unresolved});
        return go_wrong(result, order, campaign, *person);
    }
    auto& call = add_call(order, campaign, *person, true);
    schedule_reports(call);
    const auto external_id = call.external_id;
    others_go_on();
    if (chance_.happens(troubles_.of_crashes / 2)) throw Crash();
    return {.result = Result::placed, .external_call_id = external_id};
}

connectors::PlacedCall Simulation::go_wrong(connectors::PlacedCall::Result result, const connectors::CallOrder& order,
                                            std::size_t campaign, std::size_t person) {
    using Result = connectors::PlacedCall::Result;
    connectors::PlacedCall placed{.result = result, .detail = "No."};
    if (result == Result::too_many && chance_.happens(0.5)) placed.retry_after = seconds(chance_.between(0, 9000));
    if (result == Result::unresolved) {
        auto& call = add_call(order, campaign, person, chance_.happens(0.5));
        if (call.is_real) schedule_reports(call);
    }
    others_go_on();
    if (result == Result::refused || result == Result::invalid_number) {
        auto& call = add_call(order, campaign, person, false);
        call.told_outcome = result == Result::refused ? calls::DialOutcome::failed : calls::DialOutcome::invalid_number;
    }
    if (result == Result::key_refused || result == Result::no_credit || result == Result::daily_limit) {
        oracle_.campaigns[campaign].is_active = false;
    }
    return placed;
}

TrueCall& Simulation::add_call(const connectors::CallOrder& order, std::size_t campaign, std::size_t person,
                               bool is_real) {
    const auto number = static_cast<int>(oracle_.calls.size());
    TrueCall call{.number = number,
                  .campaign = campaign,
                  .person = person,
                  .attempt = order.attempt,
                  .phone = order.to_number,
                  .external_id = fmt::format("call-{}", number),
                  .is_real = is_real,
                  .claimed_at = order.claimed_at,
                  .shown_at = clock_.shown(),
                  .passed_at = clock_.passed(),
                  .clock_changes = oracle_.clock_changes};
    if (is_real) call.ends = clock_.passed() + chance_.duration(seconds(1), minutes(10));
    return oracle_.calls.emplace_back(call);
}

connectors::CallLookup Simulation::find_placed_call(const connectors::CallRoute&, const connectors::CallOrder& order) {
    using Result = connectors::CallLookup::Result;
    if (chance_.happens(troubles_.of_answers)) return {.result = Result::failed};
    const auto found = std::ranges::find_if(
        oracle_.calls, [&](const TrueCall& call) { return call.is_real && call.attempt == order.attempt; });
    if (found == oracle_.calls.end() || chance_.happens(troubles_.of_reports)) return {.result = Result::not_found};
    return {.result = Result::found, .external_call_id = found->external_id};
}

calls::DialOutcome Simulation::any_outcome() {
    using enum calls::DialOutcome;
    static const std::vector outcomes{answered,  answered,  answered,  busy,           no_answer,
                                      no_answer, busy,      voicemail, voicemail,      declined,
                                      failed,    no_answer, busy,      marked_as_spam, concurrency_limit};
    return chance_.one_of(outcomes);
}

void Simulation::schedule_reports(const TrueCall& call) {
    const auto rings_for = *call.ends - call.passed_at;
    Report end{.call = call.number, .status = calls::CallStatus::ended, .outcome = any_outcome()};
    end.is_successful = chance_.happens(0.5);
    end.asks_to_stop = end.outcome == calls::DialOutcome::answered && chance_.happens(0.1);
    end.names_attempt = chance_.happens(0.9);
    if (end.outcome == calls::DialOutcome::failed) end.status = calls::CallStatus::failed;
    const auto send = [this](milliseconds duration, const Report& report) {
        after(duration, [this, report] { deliver(report); });
    };
    const Report ongoing{.call = call.number};
    if (chance_.happens(0.5)) send(chance_.duration(milliseconds(0), seconds(20)), ongoing);
    const auto trouble = [this] { return chance_.happens(troubles_.of_reports); };
    if (trouble()) send(rings_for + chance_.duration(seconds(0), minutes(5)), ongoing);  // after its end
    if (trouble()) send(rings_for + chance_.duration(seconds(0), hours(8)), end);        // twice
    if (trouble()) {                                                                     // late, or never
        if (chance_.happens(0.5)) send(rings_for + chance_.duration(minutes(10), days(3)), end);
        return;
    }
    send(trouble() ? seconds(0) : rings_for + chance_.duration(seconds(0), seconds(10)), end);
}

void Simulation::deliver(const Report& report) {
    auto& call = oracle_.calls[static_cast<std::size_t>(report.call)];
    if (report.status != calls::CallStatus::ongoing) call.ends = std::min(*call.ends, clock_.passed());
    const auto& campaign = oracle_.campaigns[call.campaign];
    calls::ReportedCall reported{.id = CallId(call.external_id),
                                 .connection_id = connection(),
                                 .external_call_id = call.external_id,
                                 .status = report.status,
                                 .dial_outcome = report.outcome};
    if (report.names_attempt) reported.attempt_id = call.attempt;
    if (report.status == calls::CallStatus::ended) {
        reported.outcome = report.is_successful ? calls::Outcome::successful : calls::Outcome::unsuccessful;
    }
    if (report.asks_to_stop) reported.analysis["stop"] = "true";
    const bool is_known = write([&](Transaction& tx) {
        close_reported_attempt(tx, reported, clock_.shown());
        const auto attempt = find_attempt_row(tx, call.attempt);
        return attempt && attempt->call_id == reported.id;
    });
    if (!is_known || report.status == calls::CallStatus::ongoing) return;
    if (!call.told_outcome) call.told_at = clock_.shown();
    call.told_outcome = report.outcome;
    call.told_success = report.is_successful;
    if (!report.asks_to_stop || !campaign.campaign.opt_out_field) return;
    call.opted_out = true;
    auto& person = oracle_.people[call.person];
    if (person.ever.contains(SkipReason::erased)) return;
    oracle_.do_not_call_of_company[campaign.company].insert(call.phone);
    note_reasons();
}

}  // namespace rollcall::campaigns::simulation
