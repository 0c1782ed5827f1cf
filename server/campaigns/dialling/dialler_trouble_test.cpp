#include "campaigns/dialling/dialler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <utility>

#include "campaigns/audience/audience_position.hpp"
#include "campaigns/audience/audience_worker.hpp"
#include "campaigns/dialling/dialling_test.hpp"

namespace rollcall::campaigns {

namespace {

using calls::CallStatus;
using calls::DialOutcome;
using connectors::CallLookup;
using connectors::PlacedCall;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TheDiallerInTrouble : public testing::Dialling {
protected:
    void SetUp() override {
        Dialling::SetUp();
        add_campaign(spring);
    }

    /// The hours are changed while the platform is asked for a call, and it takes no more calls for 90 seconds.
    void replan_while_placing() {
        placer.answers.push_back({.result = Result::too_many, .retry_after = seconds(90), .detail = "slow down"});
        placer.while_placing = [this](const auto&) {
            placer.while_placing = nullptr;
            auto changed = campaign();
            replan_for_new_hours(changed);
            database->write([&](Transaction& tx) { update_campaign_row(tx, changed); });
        };
    }
    void replan_all() {
        AudienceWorker(*database, clock, key, [] {}).run({});
    }

    /// One that the platform was asked for in vain.
    AttemptId dial_with(const PlacedCall& answer) {
        const auto id = plan_one();
        placer.answers.push_back(answer);
        dial_all();
        return id;
    }
};
ROLLCALL_ON_BOTH_BACKENDS(TheDiallerInTrouble);

}  // namespace

TEST_P(TheDiallerInTrouble, never_dials_again_after_a_crash_between_claim_and_answer) {
    const auto id = plan_one();
    struct Crash {};
    placer.while_placing = [](const auto&) { throw Crash(); };
    EXPECT_THROW(dialler.dial_next(), Crash);
    placer.while_placing = nullptr;
    Dialler after_restart({.database = *database, .clock = clock, .key = key, .placer = placer});
    for (int minute = 0; minute < 20; ++minute) {
        while (after_restart.dial_next()) {
        }
        after_restart.resolve_open_attempts();
        pass(minutes(1));
    }
    EXPECT_THAT(placer.orders, SizeIs(1));
    EXPECT_EQ(state(id), AttemptState::unknown);
    EXPECT_EQ(placer.looked_for.front(), id);
    EXPECT_EQ(campaign().state, CampaignState::completed);
}

TEST_P(TheDiallerInTrouble, finds_an_unresolved_call_at_the_platform) {
    const auto id = dial_with({.result = Result::unresolved, .detail = "502 Bad Gateway"});
    EXPECT_EQ(state(id), AttemptState::claimed);
    EXPECT_EQ(attempt(id).detail, "502 Bad Gateway");
    pass(minutes(2));
    placer.lookup = {.result = CallLookup::Result::found, .external_call_id = "found"};
    dialler.resolve_open_attempts();
    EXPECT_EQ(state(id), AttemptState::sent);
    EXPECT_EQ(attempt(id).external_call_id, "found");
    EXPECT_EQ(attempt(id).reason, std::nullopt);
}

TEST_P(TheDiallerInTrouble, looks_for_no_call_that_may_be_on_its_way_still) {
    dial_with({.result = Result::unresolved, .detail = ""});
    pass(seconds(59));
    dialler.resolve_open_attempts();
    EXPECT_THAT(placer.looked_for, IsEmpty());
}

TEST_P(TheDiallerInTrouble, dials_no_unknown_call_again_but_believes_a_late_report) {
    const auto id = dial_with({.result = Result::unresolved, .detail = ""});
    pass(minutes(16));
    dialler.resolve_open_attempts();
    dial_all();
    EXPECT_EQ(state(id), AttemptState::unknown);
    EXPECT_THAT(placer.orders, SizeIs(1));
    EXPECT_THAT(counts(spring.id), Contains(std::pair<const std::string, std::int64_t>("unknown", 1)));
    report_end(id, DialOutcome::answered);
    EXPECT_EQ(state(id), AttemptState::done);
}

TEST_P(TheDiallerInTrouble, gives_up_calls_whose_end_is_never_reported) {
    const auto id = plan_one();
    dial_all();
    report(report_of(id, CallStatus::ongoing));
    pass(hours(4) - seconds(1));
    dialler.resolve_open_attempts();
    EXPECT_EQ(state(id), AttemptState::talking);
    pass(seconds(1) + minutes(1));
    dialler.resolve_open_attempts();
    EXPECT_EQ(state(id), AttemptState::unknown);
    EXPECT_EQ(attempt(id).reason, "not_reported");
}

TEST_P(TheDiallerInTrouble, sends_no_call_that_was_claimed_long_ago) {
    const auto id = plan_one();
    /// The process is stopped as soon as the claim is stored.
    class StoppedClock : public Clock {
    public:
        StoppedClock(const Clock& clock, std::function<bool()> is_claimed)
            : clock_(clock), is_claimed_(std::move(is_claimed)) {}
        Time now() const override {
            try {
                if (is_claimed_()) is_stopped_ = true;
            } catch (const std::logic_error&) {  // it was asked inside of a write
            }
            return is_stopped_ ? clock_.now() + minutes(3) : clock_.now();
        }

    private:
        const Clock& clock_;
        const std::function<bool()> is_claimed_;
        mutable bool is_stopped_ = false;
    } stopped(clock, [&] { return state(id) == AttemptState::claimed; });
    Dialler slow({.database = *database, .clock = stopped, .key = key, .placer = placer});
    EXPECT_TRUE(slow.dial_next());
    EXPECT_THAT(placer.orders, IsEmpty());
    EXPECT_EQ(state(id), AttemptState::planned);
    EXPECT_EQ(attempt(id).claimed_at, std::nullopt);
}

TEST_P(TheDiallerInTrouble, waits_where_the_platform_takes_no_more_calls) {
    const auto id = dial_with({.result = Result::too_many, .retry_after = seconds(90), .detail = "slow down"});
    const auto other = plan_one();
    EXPECT_EQ(attempt(id).wait_reason, WaitReason::platform);
    EXPECT_EQ(attempt(id).claimed_at, std::nullopt);
    pass(seconds(89));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    pass(seconds(1));
    for (int second = 0; second < 3; ++second) {
        dial_all();
        pass(seconds(1));
    }
    EXPECT_EQ(state(id), AttemptState::sent);
    EXPECT_EQ(state(other), AttemptState::sent);
}

TEST_P(TheDiallerInTrouble, looks_at_no_campaign_whose_calls_are_being_planned_again) {
    const auto called_today = plan_one();
    dial_all();
    report_end(called_today, DialOutcome::busy);
    plan_one();
    replan_while_placing();
    pass(seconds(1));
    dial_all();
    EXPECT_EQ(campaign().look_at, std::nullopt);
    pass(hours(2));
    database->write([&](Transaction& tx) { update_look_at(tx, spring.id, clock.now()); });  // as after a failure
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(2));

    replan_all();
    for (int second = 0; second < 3; ++second) {
        dial_all();
        pass(seconds(1));
    }
    EXPECT_THAT(placer.orders, SizeIs(3));
    // It has had its call of the day, and waits for the next one.
    EXPECT_EQ(last_attempt(called_today).state, AttemptState::planned);
    EXPECT_EQ(last_attempt(called_today).wait_reason, WaitReason::limit);
    EXPECT_EQ(campaign().state, CampaignState::active);
}

TEST_P(TheDiallerInTrouble, keeps_the_pause_of_the_platform_while_calls_are_planned_again) {
    plan_one();
    replan_while_placing();
    dial_all();
    replan_all();
    pass(seconds(89));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    pass(seconds(1));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(2));
}

TEST_P(TheDiallerInTrouble, pauses_the_campaign_where_the_platform_makes_no_calls_at_all) {
    const std::pair<Result, PauseReason> cases[] = {{Result::key_refused, PauseReason::key_refused},
                                                    {Result::no_credit, PauseReason::no_credit},
                                                    {Result::setup_refused, PauseReason::setup_refused},
                                                    {Result::daily_limit, PauseReason::daily_limit}};
    for (const auto& [result, reason] : cases) {
        auto other = active_campaign(std::string(enum_name(reason)));
        add_campaign(other);
        const auto id = plan(other.id, fmt::format("+49301234{:04}", ++planned));
        placer.answers.push_back({.result = result, .detail = "the platform's words"});
        dial_all();
        EXPECT_EQ(campaign(other.id).state, CampaignState::paused);
        EXPECT_EQ(campaign(other.id).pause_reason, reason);
        EXPECT_EQ(campaign(other.id).pause_detail, "the platform's words");
        EXPECT_EQ(state(id), AttemptState::planned);
    }
}

TEST_P(TheDiallerInTrouble, dials_no_refused_and_no_invalid_number_again) {
    const auto refused = dial_with({.result = Result::refused, .detail = "no such assistant"});
    pass(seconds(1));
    const auto invalid = dial_with({.result = Result::invalid_number, .detail = "not a number"});
    EXPECT_EQ(state(refused), AttemptState::failed);
    EXPECT_EQ(attempt(refused).reason, "refused");
    EXPECT_EQ(attempt(refused).detail, "no such assistant");
    EXPECT_EQ(state(invalid), AttemptState::done);
    EXPECT_EQ(attempt(invalid).outcome, DialOutcome::invalid_number);
    pass(hours(24));
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(2));
}

TEST_P(TheDiallerInTrouble, pauses_the_campaign_after_ten_failures_among_the_last_twenty_calls) {
    const auto dial_one = [&](bool fails) {
        const auto id = plan_one();
        if (fails) placer.answers.push_back({.result = Result::refused, .detail = "again"});
        dial_all();
        if (!fails) report_end(id, DialOutcome::no_answer);
        pass(seconds(1));
    };
    for (int count = 0; count < 9; ++count) dial_one(true);
    for (int count = 0; count < 12; ++count) dial_one(false);
    dial_one(true);  // the tenth, but not among the last twenty
    EXPECT_EQ(campaign().state, CampaignState::active);
    for (int count = 0; count < 9; ++count) dial_one(true);
    EXPECT_EQ(campaign().state, CampaignState::paused);
    EXPECT_EQ(campaign().pause_reason, PauseReason::many_failures);
    EXPECT_EQ(campaign().pause_detail, "again");

    auto resumed = campaign();
    resumed.state = CampaignState::active;
    resumed.look_at = resumed.updated_at = clock.now();
    database->write([&](Transaction& tx) { update_campaign_row(tx, resumed); });
    for (int count = 0; count < 9; ++count) dial_one(true);
    EXPECT_EQ(campaign().state, CampaignState::active);
    dial_one(true);
    EXPECT_EQ(campaign().state, CampaignState::paused);
}

TEST_P(TheDiallerInTrouble, counts_unresolved_calls_among_the_failures) {
    for (int count = 0; count < 10; ++count) {
        dial_with({.result = Result::unresolved, .detail = "503"});
        pass(seconds(1));
    }
    EXPECT_EQ(campaign().pause_reason, PauseReason::many_failures);
}

TEST_P(TheDiallerInTrouble, pauses_campaigns_that_may_not_go_on) {
    const auto pause_after = [&](const std::string& statement) {
        const auto id = fmt::format("campaign {}", ++planned);
        auto other = active_campaign(id);
        other.look_at = clock.now() + hours(24);  // not by the look alone
        add_campaign(other);
        database->write([&](Transaction& tx) { tx.execute(statement); });
        dialler.resolve_open_attempts();
        EXPECT_EQ(campaign(other.id).state, CampaignState::paused) << statement;
        return campaign(other.id).pause_reason;
    };
    EXPECT_EQ(pause_after("UPDATE accounts SET crm_enabled = 0"), PauseReason::crm_switched_off);
    database->write([&](Transaction& tx) { tx.execute("UPDATE accounts SET crm_enabled = 1"); });
    EXPECT_EQ(pause_after("UPDATE agents SET company_id = 'garage'"), PauseReason::agent_moved);
    database->write([&](Transaction& tx) { tx.execute("UPDATE agents SET company_id = 'bakery'"); });
    EXPECT_EQ(pause_after("UPDATE connections SET secret_sealed = NULL"), PauseReason::no_secret);
    EXPECT_EQ(pause_after("UPDATE connections SET key_sealed = NULL"), PauseReason::no_key);
}

TEST_P(TheDiallerInTrouble, pauses_where_the_agent_is_not_known_at_the_connection_any_more) {
    plan_one();
    database->write([&](Transaction& tx) { calls::delete_external_id_row(tx, {vapi, "external agent"}); });
    dial_all();
    EXPECT_EQ(campaign().pause_reason, PauseReason::agent_moved);
    EXPECT_THAT(placer.orders, IsEmpty());
}

TEST_P(TheDiallerInTrouble, calls_with_no_empty_external_id) {
    plan_one();
    database->write([&](Transaction& tx) {
        EXPECT_EQ(calls::insert_external_id_row(tx, {vapi, ""}, agent), calls::ExternalIdStored::yes);
    });
    dial_all();
    ASSERT_EQ(placer.orders.size(), 1);
    EXPECT_EQ(placer.orders.front().external_agent_id, "external agent");
}

TEST_P(TheDiallerInTrouble, pauses_where_the_agent_has_several_external_ids_at_the_connection) {
    plan_one();
    database->write([&](Transaction& tx) {
        EXPECT_EQ(calls::insert_external_id_row(tx, {vapi, "another"}, agent), calls::ExternalIdStored::yes);
    });
    dial_all();
    EXPECT_EQ(campaign().pause_reason, PauseReason::agent_moved);
    EXPECT_THAT(placer.orders, IsEmpty());
}

TEST_P(TheDiallerInTrouble, still_looks_for_calls_without_a_webhook_secret) {
    const auto id = plan_one();
    placer.answers = {{.result = Result::unresolved, .detail = ""}};
    dial_all();
    database->write([&](Transaction& tx) { tx.execute("UPDATE connections SET secret_sealed = NULL"); });
    pass(minutes(2));
    dialler.resolve_open_attempts();
    EXPECT_THAT(placer.looked_for, Contains(id));
}

TEST_P(TheDiallerInTrouble, looks_for_a_call_after_1_2_4_and_8_minutes_alone) {
    dial_with({.result = Result::unresolved, .detail = ""});
    const auto claimed_at = clock.now();
    std::vector<Time::duration> ages;
    for (; clock.now() - claimed_at < minutes(20); pass(seconds(5))) {
        const auto before = placer.looked_for.size();
        dialler.resolve_open_attempts();
        if (placer.looked_for.size() > before) ages.emplace_back(clock.now() - claimed_at);
    }
    EXPECT_THAT(ages, ElementsAre(minutes(1), minutes(2), minutes(4), minutes(8)));
}

TEST_P(TheDiallerInTrouble, looks_for_few_calls_in_one_pass_and_for_one_where_the_platform_does_not_answer) {
    for (int count = 0; count < 9; ++count) dial_with({.result = Result::unresolved, .detail = ""});
    auto other = active_campaign("other");
    add_campaign(other);
    for (int count = 0; count < 6; ++count) {
        plan(other.id, fmt::format("+49301235{:04}", count));
        placer.answers.push_back({.result = Result::unresolved, .detail = ""});
        pass(seconds(1));
        dial_all();
    }
    pass(minutes(1));
    placer.lookup = {.result = CallLookup::Result::failed};
    dialler.resolve_open_attempts();
    EXPECT_THAT(placer.looked_for, SizeIs(1));
    placer.lookup = {.result = CallLookup::Result::not_found};
    dialler.resolve_open_attempts();
    EXPECT_THAT(placer.looked_for, SizeIs(11));
    dialler.resolve_open_attempts();
    EXPECT_THAT(std::set(placer.looked_for.begin(), placer.looked_for.end()), SizeIs(placer.orders.size()));
}

TEST_P(TheDiallerInTrouble, looks_for_no_call_once_it_is_stopped_but_gives_up_first) {
    const auto old = dial_with({.result = Result::unresolved, .detail = ""});
    pass(minutes(13));
    const auto recent = dial_with({.result = Result::unresolved, .detail = ""});
    pass(minutes(3));
    std::stop_source stop;
    stop.request_stop();
    dialler.resolve_open_attempts(stop.get_token());
    EXPECT_EQ(state(old), AttemptState::unknown);
    EXPECT_EQ(state(recent), AttemptState::claimed);
    EXPECT_THAT(placer.looked_for, IsEmpty());
}

TEST_P(TheDiallerInTrouble, sets_a_campaign_aside_that_cannot_be_read_and_goes_on_with_others) {
    auto broken = active_campaign("broken");
    broken.variables = "{";
    broken.look_at = clock.now() - minutes(1);
    add_campaign(broken);
    const auto stuck = plan(broken.id, "+493012347777");
    const auto fine = plan_one();
    dial_all();
    EXPECT_EQ(state(fine), AttemptState::sent);
    EXPECT_EQ(state(stuck), AttemptState::planned);
    EXPECT_EQ(campaign(broken.id).look_at, clock.now() + minutes(5));
    database->write(
        [&](Transaction& tx) { tx.execute("UPDATE campaigns SET variables = '{}' WHERE id = $1", broken.id); });
    pass(minutes(5));
    dial_all();
    EXPECT_EQ(state(stuck), AttemptState::sent);
}

TEST_P(TheDiallerInTrouble, pauses_and_begins_other_campaigns_where_one_cannot_be_read) {
    auto broken = active_campaign("a broken one");
    broken.look_at = clock.now() + hours(24);
    add_campaign(broken);
    auto later = active_campaign("b later");
    later.state = CampaignState::scheduled;
    later.look_at = std::nullopt;
    later.starts_at = clock.now();
    add_campaign(later);
    dial_all();
    EXPECT_NE(campaign(later.id).state, CampaignState::scheduled);
    database->write([&](Transaction& tx) {
        tx.execute("UPDATE campaigns SET reached = 'nonsense' WHERE id = $1", broken.id);
        tx.execute("UPDATE connections SET key_sealed = NULL");
    });
    plan_one();
    auto again = active_campaign("c again");
    add_campaign(again);
    dialler.resolve_open_attempts();
    EXPECT_EQ(campaign(again.id).pause_reason, PauseReason::no_key);
}

}  // namespace rollcall::campaigns
