// Over 400 lines because these are the cases of one rule: what a report does to its attempt.

#include "campaigns/dialling/reported_attempts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calls/intake/call_updates.hpp"
#include "campaigns/dialling/dialling_test.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"

namespace rollcall::campaigns {

namespace {

using calls::CallStatus;
using calls::DialOutcome;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class ReportedAttempts : public testing::Dialling {
protected:
    void SetUp() override {
        Dialling::SetUp();
        add_campaign(spring);
    }

    AttemptId dial_one() {
        const auto id = plan_one();
        dial_all();
        pass(seconds(1));
        return id;
    }

    void change(const std::function<void(Campaign&)>& changing) {
        auto changed = campaign();
        changing(changed);
        database->write([&](Transaction& tx) { update_campaign_row(tx, changed); });
    }

    bool is_known(const calls::ReportedCall& call) {
        return database->write([&](Transaction& tx) { return close_reported_attempt(tx, call, clock.now()); });
    }

    std::vector<std::string> list_entries_of_the_server() {
        return database->read([&](Transaction& tx) {
            return tx.all("SELECT action FROM audit_entries WHERE actor_id = '' AND actor_kind = 'worker' ORDER BY id",
                          [](const database::Row& row) { return row.text(0); });
        });
    }

    bool is_listed(const std::string& phone) {
        return database->read([&](Transaction& tx) {
            return tx
                .first(
                    "SELECT 1 FROM do_not_call_entries WHERE phone = $1 AND company_id = $2",
                    [](const database::Row&) { return true; }, phone, bakery)
                .has_value();
        });
    }
};
ROLLCALL_ON_BOTH_BACKENDS(ReportedAttempts);

}  // namespace

TEST_P(ReportedAttempts, are_closed_whether_the_report_names_the_attempt_or_the_call) {
    const auto named = dial_one();
    const auto by_call = dial_one();
    report_end(named, DialOutcome::answered);
    auto call = report_of(by_call, CallStatus::ended, DialOutcome::answered);
    call.attempt_id = std::nullopt;
    report(call);
    for (const auto& id : {named, by_call}) {
        EXPECT_EQ(state(id), AttemptState::done);
        EXPECT_EQ(attempt(id).outcome, DialOutcome::answered);
        EXPECT_EQ(attempt(id).call_id, CallId("reported of " + id.text()));
        EXPECT_EQ(last_attempt(id).id, id);
    }
    EXPECT_EQ(counts(spring.id).at("done/answered"), 2);
}

TEST_P(ReportedAttempts, are_believed_before_the_answer_to_the_dial) {
    const auto id = plan_one();
    placer.while_placing = [&](const auto&) { report_end(id, DialOutcome::answered); };
    dial_all();
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(attempt(id).external_call_id, "call of " + id.text());
}

TEST_P(ReportedAttempts, are_not_dialled_again_where_the_platform_denies_what_it_reports) {
    const auto id = plan_one();
    placer.while_placing = [&](const auto&) { report(report_of(id, CallStatus::ongoing)); };
    placer.answers.push_back({.result = Result::too_many, .detail = ""});
    dial_all();
    pass(minutes(10));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    EXPECT_EQ(state(id), AttemptState::talking);
}

TEST_P(ReportedAttempts, that_were_planned_again_are_not_dialled_once_a_report_proves_the_call) {
    const auto id = plan_one();
    placer.answers.push_back({.result = Result::not_sent, .detail = ""});
    dial_all();
    EXPECT_EQ(state(id), AttemptState::planned);
    report_end(id, DialOutcome::answered);
    pass(hours(1));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    EXPECT_EQ(state(id), AttemptState::done);
}

TEST_P(ReportedAttempts, twice_are_as_once) {
    const auto id = dial_one();
    report_end(id, DialOutcome::busy);
    const auto planned_retry = last_attempt(id);
    const auto version = campaign().version;
    pass(minutes(5));
    report_end(id, DialOutcome::busy);
    report(report_of(id, CallStatus::ongoing));  // an older message, later
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(last_attempt(id).id, planned_retry.id);
    EXPECT_EQ(last_attempt(id).due_at, planned_retry.due_at);
    EXPECT_EQ(counts(spring.id).at("done/busy"), 1);
    EXPECT_EQ(campaign().version, version);
}

TEST_P(ReportedAttempts, are_retried_after_the_delays_until_there_were_enough) {
    const auto first = dial_one();
    report_end(first, DialOutcome::no_answer);
    auto second = last_attempt(first);
    EXPECT_EQ(second.number, 2);
    EXPECT_EQ(second.wait_reason, WaitReason::retry);
    EXPECT_EQ(second.due_at, clock.now() + minutes(60));
    pass(minutes(59));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    pass(minutes(1));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(2));
    report_end(second.id, DialOutcome::voicemail);
    auto third = last_attempt(first);
    EXPECT_EQ(third.due_at, clock.now() + minutes(240));
    pass(minutes(240));
    dial_all();
    report_end(third.id, DialOutcome::busy);
    EXPECT_EQ(last_attempt(first).id, third.id);
    dial_all();
    EXPECT_EQ(campaign().state, CampaignState::completed);
}

TEST_P(ReportedAttempts, stay_as_the_message_said_that_knew_more) {
    const auto id = dial_one();
    report_end(id, DialOutcome::voicemail);
    report_end(id, DialOutcome::answered);
    EXPECT_EQ(attempt(id).outcome, DialOutcome::voicemail);
    EXPECT_EQ(last_attempt(id).number, 2);
    // The other way round, as most messages arrive.
    const auto other = dial_one();
    report_end(other, DialOutcome::answered);
    report_end(other, DialOutcome::voicemail);
    EXPECT_EQ(attempt(other).outcome, DialOutcome::voicemail);
    EXPECT_EQ(last_attempt(other).number, 2);
}

TEST_P(ReportedAttempts, are_retried_for_some_outcomes_only) {
    change([](Campaign& changed) { changed.reached = ReachedWhen::answered_or_voicemail; });
    const std::pair<DialOutcome, bool> cases[] = {
        {DialOutcome::answered, false},       {DialOutcome::voicemail, false},
        {DialOutcome::no_answer, true},       {DialOutcome::busy, true},
        {DialOutcome::declined, false},       {DialOutcome::invalid_number, false},
        {DialOutcome::marked_as_spam, false}, {DialOutcome::concurrency_limit, true},
        {DialOutcome::failed, false},
    };
    for (const auto& [outcome, is_retried] : cases) {
        const auto id = dial_one();
        report_end(id, outcome);
        EXPECT_EQ(last_attempt(id).id != id, is_retried) << enum_name(outcome);
        EXPECT_EQ(state(id), outcome == DialOutcome::failed ? AttemptState::failed : AttemptState::done);
    }
}

TEST_P(ReportedAttempts, that_were_answered_are_retried_until_the_call_is_successful) {
    change([](Campaign& changed) { changed.reached = ReachedWhen::successful; });
    const auto id = dial_one();
    auto analysed = report_of(id, CallStatus::ended, DialOutcome::answered);
    analysed.outcome = calls::Outcome::unsuccessful;
    report(analysed);
    EXPECT_EQ(attempt(id).reason, "not_successful");
    EXPECT_EQ(counts(spring.id).at("not_successful"), 1);
    EXPECT_EQ(last_attempt(id).number, 2);
    // The platform has judged it again.
    analysed.outcome = calls::Outcome::successful;
    report(analysed);
    EXPECT_EQ(attempt(id).reason, std::nullopt);
    EXPECT_EQ(last_attempt(id).id, id);
    EXPECT_FALSE(counts(spring.id).contains("not_successful"));
    EXPECT_FALSE(counts(spring.id).contains("planned"));
}

TEST_P(ReportedAttempts, that_were_answered_are_not_retried_before_the_call_is_judged) {
    change([](Campaign& changed) { changed.reached = ReachedWhen::successful; });
    const auto id = dial_one();
    auto call = report_of(id, CallStatus::ended, DialOutcome::answered);
    report(call);
    EXPECT_EQ(last_attempt(id).id, id);
    EXPECT_EQ(attempt(id).reason, "not_successful");
    call.outcome = calls::Outcome::unknown;
    report(call);
    EXPECT_EQ(last_attempt(id).id, id);
    call.outcome = calls::Outcome::unsuccessful;
    report(call);
    report(call);
    EXPECT_EQ(last_attempt(id).number, 2);
    EXPECT_EQ(counts(spring.id).at("planned"), 1);
}

TEST_P(ReportedAttempts, that_turn_out_to_be_talks_take_the_planned_retry_back) {
    change([](Campaign& changed) { changed.reached = ReachedWhen::successful; });
    const auto id = dial_one();
    report_end(id, DialOutcome::busy);
    EXPECT_EQ(last_attempt(id).number, 2);
    auto call = report_of(id, CallStatus::ended, DialOutcome::answered);
    call.id = CallId(std::string_view("of a program"));
    database->write([&](Transaction& tx) { tx.execute("UPDATE attempts SET call_id = NULL WHERE id = $1", id); });
    report(call);
    EXPECT_EQ(last_attempt(id).id, id);
}

TEST_P(ReportedAttempts, put_the_number_on_the_do_not_call_list_where_somebody_asks_for_it) {
    change([](Campaign& changed) { changed.opt_out_field = "do_not_call"; });
    const auto no = dial_one();
    const auto yes = dial_one();
    auto call = report_of(no, CallStatus::ended, DialOutcome::no_answer);
    call.analysis = {{"do_not_call", "false"}, {"mood", "true"}};
    report(call);
    EXPECT_FALSE(is_listed(*attempt(no).phone));
    call = report_of(yes, CallStatus::ended, DialOutcome::voicemail);
    call.analysis = {{"do_not_call", "true"}};
    report(call);
    report(call);
    EXPECT_TRUE(is_listed(*attempt(yes).phone));
    EXPECT_EQ(last_attempt(yes).id, yes);
}

TEST_P(ReportedAttempts, put_the_number_there_however_yes_is_written) {
    change([](Campaign& changed) { changed.opt_out_field = "stop"; });
    const std::pair<std::string, bool> cases[] = {{"True", true}, {" YES\n", true}, {"1", true}, {"yes", true},
                                                  {"0", false},   {"No", false},    {"", false}, {"truely", false}};
    for (const auto& [text, is_yes] : cases) {
        const auto id = dial_one();
        auto call = report_of(id, CallStatus::ended, DialOutcome::answered);
        call.analysis = {{"stop", text}};
        report(call);
        EXPECT_EQ(is_listed(*attempt(id).phone), is_yes) << text;
    }
}

TEST_P(ReportedAttempts, put_the_number_there_and_say_so_once_in_the_audit_log) {
    change([](Campaign& changed) { changed.opt_out_outcome = DialOutcome::busy; });
    const auto id = dial_one();
    report_end(id, DialOutcome::busy);
    report_end(id, DialOutcome::busy);
    EXPECT_THAT(list_entries_of_the_server(), ElementsAre("do_not_call.created"));
}

TEST_P(ReportedAttempts, put_the_number_there_for_an_outcome_too) {
    change([](Campaign& changed) { changed.opt_out_outcome = DialOutcome::declined; });
    const auto id = dial_one();
    report_end(id, DialOutcome::declined);
    EXPECT_TRUE(is_listed(*attempt(id).phone));
}

TEST_P(ReportedAttempts, take_a_planned_retry_back_when_the_wish_is_known_later) {
    change([](Campaign& changed) { changed.opt_out_field = "stop"; });
    const auto id = dial_one();
    auto call = report_of(id, CallStatus::ended, DialOutcome::voicemail);
    report(call);
    EXPECT_EQ(last_attempt(id).number, 2);
    call.analysis = {{"stop", "true"}};
    report(call);
    EXPECT_EQ(last_attempt(id).id, id);
}

TEST_P(ReportedAttempts, of_a_cancelled_campaign_are_closed_and_not_retried) {
    const auto id = dial_one();
    change([](Campaign& changed) { changed.state = CampaignState::cancelled; });
    report_end(id, DialOutcome::busy);
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(last_attempt(id).id, id);
}

TEST_P(ReportedAttempts, of_a_completed_campaign_are_retried_and_make_it_active_again) {
    const auto id = plan_one();
    placer.answers.push_back({.result = Result::unresolved, .detail = ""});
    dial_all();
    pass(minutes(16));
    dialler.resolve_open_attempts();
    dial_all();
    EXPECT_EQ(campaign().state, CampaignState::completed);
    report_end(id, DialOutcome::busy);
    EXPECT_EQ(last_attempt(id).number, 2);
    EXPECT_EQ(campaign().state, CampaignState::active);
    EXPECT_EQ(campaign().finished_at, std::nullopt);
    pass(minutes(60));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(2));
}

TEST_P(ReportedAttempts, of_a_completed_campaign_leave_it_so_without_a_retry) {
    const auto id = plan_one();
    placer.answers.push_back({.result = Result::unresolved, .detail = ""});
    dial_all();
    pass(minutes(16));
    dialler.resolve_open_attempts();
    dial_all();
    report_end(id, DialOutcome::declined);
    EXPECT_EQ(last_attempt(id).id, id);
    EXPECT_EQ(campaign().state, CampaignState::completed);
}

TEST_P(ReportedAttempts, by_a_replay_change_nothing_once_the_end_is_known) {
    change([](Campaign& changed) { changed.opt_out_field = "stop"; });
    const auto asked = dial_one();
    auto call = report_of(asked, CallStatus::ended, DialOutcome::voicemail);
    call.analysis = {{"stop", "true"}};
    report(call);
    const auto failed = dial_one();
    report(report_of(failed, CallStatus::failed, DialOutcome::failed));
    database->write([](Transaction& tx) { tx.execute("DELETE FROM do_not_call_entries"); });
    change([&](Campaign& changed) {
        changed.state = CampaignState::completed;
        changed.finished_at = clock.now();
    });
    pass(minutes(1));
    for (const auto& id : {asked, failed}) {
        const auto before = attempt(id);
        for (const auto outcome : {DialOutcome::voicemail, DialOutcome::busy, DialOutcome::no_credit}) {
            auto replayed = report_of(id, CallStatus::ended, outcome);
            replayed.analysis = {{"stop", outcome == DialOutcome::busy ? "false" : "true"}};
            replayed.is_replayed = true;
            EXPECT_TRUE(is_known(replayed));
        }
        EXPECT_EQ(attempt(id).state, before.state);
        EXPECT_EQ(attempt(id).outcome, before.outcome);
        EXPECT_EQ(attempt(id).changed_at, before.changed_at);
        EXPECT_FALSE(is_listed(before.phone.value()));
    }
    EXPECT_EQ(last_attempt(asked).id, asked);
    EXPECT_EQ(campaign().state, CampaignState::completed);
}

TEST_P(ReportedAttempts, by_a_replay_close_those_whose_end_is_not_known) {
    const auto unknown = plan_one();
    placer.answers.push_back({.result = Result::unresolved, .detail = ""});
    dial_all();
    pass(minutes(16));
    dialler.resolve_open_attempts();
    const auto sent = dial_one();
    const auto talking = dial_one();
    report(report_of(talking, CallStatus::ongoing));
    ASSERT_EQ(state(unknown), AttemptState::unknown);
    for (const auto& id : {unknown, sent, talking}) {
        auto replayed = report_of(id, CallStatus::ended, DialOutcome::declined);
        replayed.is_replayed = true;
        report(replayed);
        EXPECT_EQ(state(id), AttemptState::done);
        EXPECT_EQ(attempt(id).outcome, DialOutcome::declined);
    }
}

TEST_P(ReportedAttempts, of_a_number_that_was_erased_while_talking_are_closed_without_it) {
    change([](Campaign& changed) { changed.opt_out_field = "stop"; });
    const auto id = dial_one();
    report(report_of(id, CallStatus::ongoing));
    database->write([&](Transaction& tx) { tx.execute("UPDATE attempts SET phone = NULL WHERE id = $1", id); });
    auto call = report_of(id, CallStatus::ended, DialOutcome::no_answer);
    call.is_erased = true;
    call.end_reason = "words";
    call.analysis = {{"stop", "true"}};
    report(call);
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(attempt(id).detail, std::nullopt);
    EXPECT_EQ(last_attempt(id).id, id);
}

TEST_P(ReportedAttempts, pause_the_campaign_where_the_platform_says_why_none_is_possible) {
    const auto id = dial_one();
    auto call = report_of(id, CallStatus::failed, DialOutcome::no_credit);
    call.end_reason = "subscription-out-of-credits";
    report(call);
    EXPECT_EQ(campaign().pause_reason, PauseReason::no_credit);
    EXPECT_EQ(campaign().pause_detail, "subscription-out-of-credits");
    EXPECT_EQ(last_attempt(id).number, 2);
    EXPECT_THAT(list_entries_of_the_server(), ElementsAre("campaign.paused"));
}

TEST_P(ReportedAttempts, of_an_unknown_one_do_not_collide_with_a_later_call_to_the_number) {
    const auto id = plan_one();
    placer.answers.push_back({.result = Result::unresolved, .detail = ""});
    dial_all();
    pass(minutes(16));
    dialler.resolve_open_attempts();
    auto again = attempt(id);
    again.id = AttemptId::make(clock.now());
    again.number = 2;
    again.state = AttemptState::sent;
    EXPECT_EQ(counts(spring.id).at("unknown"), 1);
    database->write([&](Transaction& tx) { insert_attempt_rows(tx, std::array{again}); });
    EXPECT_FALSE(counts(spring.id).contains("unknown"));
    EXPECT_EQ(counts(spring.id).at("unknown/retried"), 1);
    report(report_of(id, CallStatus::ongoing));
    EXPECT_EQ(state(id), AttemptState::unknown);
    report_end(id, DialOutcome::busy);
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(last_attempt(id).id, again.id);
    EXPECT_FALSE(counts(spring.id).contains("unknown/retried"));
}

TEST_P(ReportedAttempts, of_an_unknown_one_are_counted_by_whether_there_is_a_later_one) {
    const auto id = plan_one();
    placer.answers.push_back({.result = Result::unresolved, .detail = ""});
    dial_all();
    auto again = attempt(id);
    again.id = AttemptId::make(clock.now());
    again.number = 2;
    again.state = AttemptState::planned;
    database->write([&](Transaction& tx) { insert_attempt_rows(tx, std::array{again}); });
    pass(minutes(16));
    dialler.resolve_open_attempts();
    EXPECT_EQ(counts(spring.id).at("unknown/retried"), 1);
    EXPECT_FALSE(counts(spring.id).contains("unknown"));
    database->write([&](Transaction& tx) { delete_attempt_row(tx, again); });
    EXPECT_EQ(counts(spring.id).at("unknown"), 1);
    EXPECT_FALSE(counts(spring.id).contains("unknown/retried"));
}

TEST_P(ReportedAttempts, are_not_closed_by_another_connection_or_another_call) {
    const auto id = dial_one();
    auto call = report_of(id, CallStatus::ended, DialOutcome::answered);
    call.connection_id = ConnectionId(std::string_view("retell"));
    report(call);
    call.connection_id = std::nullopt;
    report(call);
    EXPECT_EQ(state(id), AttemptState::sent);
    report(report_of(id, CallStatus::ongoing));
    call = report_of(id, CallStatus::ended, DialOutcome::answered);
    call.id = CallId(std::string_view("another call"));
    report(call);
    EXPECT_EQ(state(id), AttemptState::talking);
}

TEST_P(ReportedAttempts, of_a_webhook_campaign_are_closed_by_calls_of_its_agent_only) {
    change([](Campaign& changed) { changed.connection_id = std::nullopt; });
    change([&](Campaign& changed) {
        changed.webhook_url = "https://example.com";
        changed.webhook_secret_sealed = key.seal("secret");
    });
    const auto id = dial_one();
    auto call = report_of(id, CallStatus::ended, DialOutcome::answered);
    call.connection_id = std::nullopt;
    call.external_call_id = std::nullopt;
    const AgentId stranger(std::string_view("stranger"));
    database->write([&](Transaction& tx) { add_agent(tx, stranger, ConnectionId(std::string_view("vapi"))); });
    const auto store_call = [&](const AgentId& of) {
        calls::CallUpdate update;
        update.started_at = clock.now();
        return database->write([&](Transaction& tx) {
            return calls::store_api_call(tx, of, calls::PreparedUpdate(update), clock.now()).id;
        });
    };
    call.id = store_call(stranger);
    report(call);
    EXPECT_EQ(state(id), AttemptState::sent);
    // The beginning may be another call than the end.
    call.id = store_call(agent);
    call.status = CallStatus::ongoing;
    call.dial_outcome = std::nullopt;
    EXPECT_TRUE(is_known(call));
    EXPECT_EQ(state(id), AttemptState::talking);
    call.id = store_call(stranger);
    call.status = CallStatus::ended;
    call.dial_outcome = DialOutcome::answered;
    EXPECT_FALSE(is_known(call));
    EXPECT_EQ(state(id), AttemptState::talking);
    const auto end = call.id = store_call(agent);
    EXPECT_TRUE(is_known(call));
    EXPECT_EQ(state(id), AttemptState::done);
    EXPECT_EQ(attempt(id).call_id, end);
    // But an end is one.
    call.id = store_call(agent);
    call.dial_outcome = DialOutcome::busy;
    EXPECT_TRUE(is_known(call));
    EXPECT_EQ(attempt(id).outcome, DialOutcome::answered);
    EXPECT_EQ(attempt(id).call_id, end);
    call.attempt_id = AttemptId(std::string_view("of nobody"));
    EXPECT_FALSE(is_known(call));
}

}  // namespace rollcall::campaigns
