#include "campaigns/dialling/dialler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "campaigns/dialling/testing.hpp"
#include "campaigns/dialling/waiting.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"

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

class TheDialler : public testing::Dialling {
protected:
    void SetUp() override {
        Dialling::SetUp();
        add_campaign(spring);
    }

    /// One that the platform was asked for in vain.
    AttemptId dial_with(const PlacedCall& answer) {
        const auto id = plan_one();
        placer.answers.push_back(answer);
        dial_all();
        return id;
    }

    std::optional<Waiting> waiting() {
        return database->read(
            [&](Transaction& tx) { return describe_waiting(tx, *find_campaign_row(tx, spring.id), clock.now()); });
    }
};
ROLLCALL_ON_BOTH_BACKENDS(TheDialler);

}  // namespace

TEST_P(TheDialler, places_a_due_call_with_what_the_campaign_says) {
    const auto id = plan_one();
    EXPECT_TRUE(dialler.dial_next());
    ASSERT_THAT(placer.orders, SizeIs(1));
    const auto& order = placer.orders.front();
    EXPECT_EQ(order.attempt, id);
    EXPECT_EQ(order.external_agent_id, "external agent");
    EXPECT_EQ(order.from_number_id, "number");
    EXPECT_EQ(order.to_number, "+493012340001");
    EXPECT_EQ(order.contact_name, "Maria");
    EXPECT_EQ(order.variables.at("first_name"), "Maria");
    EXPECT_EQ(placer.routes.front().api_key, "key of vapi");
    EXPECT_EQ(attempt(id).external_call_id, "call of " + id.text());
    EXPECT_THAT(counts(spring.id), ElementsAre(std::pair<const std::string, std::int64_t>("sent", 1)));
}

TEST_P(TheDialler, has_committed_the_claim_before_it_places_the_call) {
    const auto id = plan_one();
    AttemptState seen = AttemptState::planned;
    placer.while_placing = [&](const auto&) { seen = state(id); };
    dial_all();
    EXPECT_EQ(seen, AttemptState::claimed);
}

TEST_P(TheDialler, never_dials_again_after_a_crash_between_claim_and_answer) {
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

TEST_P(TheDialler, finds_an_unresolved_call_at_the_platform) {
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

TEST_P(TheDialler, looks_for_no_call_that_may_be_on_its_way_still) {
    dial_with({.result = Result::unresolved, .detail = ""});
    pass(seconds(59));
    dialler.resolve_open_attempts();
    EXPECT_THAT(placer.looked_for, IsEmpty());
}

TEST_P(TheDialler, dials_no_unknown_call_again_but_believes_a_late_report) {
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

TEST_P(TheDialler, gives_up_calls_whose_end_is_never_reported) {
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

TEST_P(TheDialler, sends_no_call_that_was_claimed_long_ago) {
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

TEST_P(TheDialler, keeps_the_distance_of_calls_per_hour) {
    auto slow = campaign();
    slow.calls_per_hour = 60;
    database->write([&](Transaction& tx) { update_campaign_row(tx, slow); });
    for (int count = 0; count < 5; ++count) plan_one();
    std::vector<Time> times;
    placer.while_placing = [&](const auto&) { times.push_back(clock.now()); };
    for (int second = 0; second < 179; ++second) {
        dial_all();
        pass(seconds(1));
    }
    EXPECT_THAT(times, SizeIs(3));
    EXPECT_EQ(times[1] - times[0], minutes(1));
    EXPECT_EQ(times[2] - times[1], minutes(1));
    EXPECT_EQ(waiting()->reason, WaitingFor::calls_per_hour);
}

TEST_P(TheDialler, makes_no_more_calls_at_once_than_the_campaign_says) {
    auto narrow = campaign();
    narrow.at_once = 2;
    database->write([&](Transaction& tx) { update_campaign_row(tx, narrow); });
    const auto first = plan_one();
    for (int count = 0; count < 3; ++count) plan_one();
    for (int second = 0; second < 30; ++second) {
        dial_all();
        pass(seconds(1));
    }
    EXPECT_THAT(placer.orders, SizeIs(2));
    EXPECT_EQ(waiting()->reason, WaitingFor::at_once);
    report_end(first, DialOutcome::answered);
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(3));
}

TEST_P(TheDialler, is_not_held_up_by_times_from_before_the_clock_was_set_back) {
    auto slow = campaign();
    slow.calls_per_hour = 60;
    slow.at_once = 1;
    database->write([&](Transaction& tx) { update_campaign_row(tx, slow); });
    const auto claimed = plan_one();
    const auto next = plan_one();
    pass(hours(24));
    dial_all();
    EXPECT_EQ(state(claimed), AttemptState::sent);
    pass(-hours(24));
    // Claimed tomorrow; it is given up as soon as if it were claimed now.
    for (int minute = 0; minute < 5 * 60; ++minute) {
        dialler.resolve_open_attempts();
        dial_all();
        pass(minutes(1));
    }
    EXPECT_EQ(state(claimed), AttemptState::unknown);
    EXPECT_EQ(state(next), AttemptState::sent);
}

TEST_P(TheDialler, is_not_held_up_by_a_retry_that_was_planned_before_the_clock_was_set_back) {
    const auto id = plan_one();
    dial_all();
    pass(hours(48));
    report_end(id, DialOutcome::busy);
    pass(-hours(48) + seconds(2));
    Dialler after_restart({.database = *database, .clock = clock, .key = key, .placer = placer});
    while (after_restart.dial_next()) {
    }
    EXPECT_EQ(last_attempt(id).due_at, clock.now() + hours(1));
    pass(hours(1));
    while (after_restart.dial_next()) {
    }
    EXPECT_EQ(last_attempt(id).state, AttemptState::sent);
}

TEST_P(TheDialler, judges_again_before_the_call) {
    const auto listed = plan_one();
    const auto changed = plan_one();
    const auto erased = plan_one();
    const auto fine = plan_one();
    const contacts::DoNotCallEntry entry{.id = contacts::DoNotCallEntryId::make(clock.now()),
                                         .phone = *attempt(listed).phone,
                                         .created_at = clock.now()};
    database->write([&](Transaction& tx) { EXPECT_TRUE(contacts::insert_do_not_call_row(tx, entry)); });
    database->write([&](Transaction& tx) {
        tx.execute("UPDATE contacts SET phone = '+493099999999' WHERE phone = '+493012340002'");
        tx.execute("UPDATE attempts SET phone = NULL WHERE id = $1", erased);
    });
    EXPECT_TRUE(dialler.dial_next());
    EXPECT_EQ(attempt(listed).reason, "do_not_call/beyond_company");
    EXPECT_EQ(attempt(changed).reason, "deleted");
    EXPECT_EQ(attempt(erased).reason, "erased/beyond_company");
    EXPECT_EQ(state(fine), AttemptState::sent);
    EXPECT_THAT(placer.orders, SizeIs(1));
    EXPECT_EQ(counts(spring.id).at("skipped/do_not_call/beyond_company"), 1);
}

TEST_P(TheDialler, waits_for_the_hours_of_the_person) {
    const auto id = plan(spring.id, "+12125550123");  // New York, where it is four in the morning
    dial_all();
    EXPECT_THAT(placer.orders, IsEmpty());
    EXPECT_EQ(attempt(id).wait_reason, WaitReason::hours);
    const auto why = waiting();
    ASSERT_TRUE(why);
    EXPECT_EQ(why->reason, WaitingFor::hours);
    EXPECT_EQ(dialler.next_look(), why->until);
}

TEST_P(TheDialler, calls_a_number_once_at_a_time_in_two_campaigns) {
    auto autumn = active_campaign("autumn");
    add_campaign(autumn);
    const auto contact = add_contact("+493077777777");
    const auto one = plan(spring.id, "+493077777777", contact);
    const auto other = plan(autumn.id, "+493077777777", contact);
    dial_all();
    EXPECT_THAT(placer.orders, SizeIs(1));
    const auto& waits = state(one) == AttemptState::planned ? one : other;
    const auto& open = waits == one ? other : one;
    EXPECT_EQ(attempt(waits).wait_reason, WaitReason::number_busy);
    report_end(open, DialOutcome::answered);
    pass(minutes(3));
    dial_all();
    EXPECT_EQ(state(waits), AttemptState::sent);
}

TEST_P(TheDialler, begins_what_was_scheduled_and_completes_it) {
    auto later = active_campaign("later");
    later.state = CampaignState::scheduled;
    later.look_at = std::nullopt;
    later.starts_at = clock.now() + hours(2);
    add_campaign(later);
    const auto id = plan(later.id, "+493012349999");
    dial_all();
    EXPECT_EQ(campaign(later.id).state, CampaignState::scheduled);
    EXPECT_EQ(dialler.next_look(), later.starts_at);
    pass(hours(2));
    dial_all();
    EXPECT_EQ(state(id), AttemptState::sent);
    report_end(id, DialOutcome::answered);
    dial_all();
    EXPECT_EQ(campaign(later.id).state, CampaignState::completed);
    EXPECT_EQ(campaign(later.id).finished_at, clock.now());
    EXPECT_EQ(dialler.next_look(), std::nullopt);
}

TEST_P(TheDialler, waits_where_the_platform_takes_no_more_calls) {
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

TEST_P(TheDialler, pauses_the_campaign_where_the_platform_makes_no_calls_at_all) {
    const std::pair<Result, PauseReason> cases[] = {{Result::key_refused, PauseReason::key_refused},
                                                    {Result::no_credit, PauseReason::no_credit},
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

TEST_P(TheDialler, makes_no_call_of_a_paused_campaign) {
    plan_one();
    auto paused = campaign();
    paused.state = CampaignState::paused;
    database->write([&](Transaction& tx) { update_campaign_row(tx, paused); });
    dial_all();
    EXPECT_THAT(placer.orders, IsEmpty());
}

TEST_P(TheDialler, dials_no_refused_and_no_invalid_number_again) {
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

TEST_P(TheDialler, pauses_the_campaign_after_ten_failures_among_the_last_twenty_calls) {
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

TEST_P(TheDialler, counts_unresolved_calls_among_the_failures) {
    for (int count = 0; count < 10; ++count) {
        dial_with({.result = Result::unresolved, .detail = "503"});
        pass(seconds(1));
    }
    EXPECT_EQ(campaign().pause_reason, PauseReason::many_failures);
}

TEST_P(TheDialler, pauses_campaigns_that_may_not_go_on) {
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
    EXPECT_EQ(pause_after("UPDATE connections SET key_sealed = NULL"), PauseReason::no_key);
}

TEST_P(TheDialler, pauses_where_the_agent_is_not_known_at_the_connection_any_more) {
    plan_one();
    database->write([&](Transaction& tx) { calls::delete_external_id_row(tx, {vapi, "external agent"}); });
    dial_all();
    EXPECT_EQ(campaign().pause_reason, PauseReason::agent_moved);
    EXPECT_THAT(placer.orders, IsEmpty());
}

TEST_P(TheDialler, sends_contacts_of_an_agent_without_a_platform_to_a_webhook) {
    auto to_webhook = active_campaign("webhook");
    to_webhook.connection_id = std::nullopt;
    to_webhook.webhook_url = "https://example.com/call";
    to_webhook.webhook_secret_sealed = key.seal("secret");
    add_campaign(to_webhook);
    plan(to_webhook.id, "+493012348888");
    dial_all();
    ASSERT_THAT(placer.routes, SizeIs(1));
    EXPECT_EQ(placer.routes.front().connection, std::nullopt);
    EXPECT_EQ(placer.routes.front().webhook_url, "https://example.com/call");
    EXPECT_EQ(placer.routes.front().webhook_secret, "secret");
    EXPECT_EQ(placer.orders.front().external_agent_id, "agent");
}

TEST_P(TheDialler, lets_one_connection_wait_with_half_of_its_threads_only) {
    const ConnectionId retell(std::string_view("retell"));
    database->write([&](Transaction& tx) {
        add_connection(tx, retell);
        add_agent(tx, AgentId(std::string_view("other agent")), retell);
    });
    auto quick = active_campaign("quick");
    quick.agent_id = AgentId(std::string_view("other agent"));
    quick.connection_id = retell;
    for (int count = 0; count < 4; ++count) {
        auto stuck = active_campaign(fmt::format("stuck {}", count));
        add_campaign(stuck);
        plan(stuck.id, fmt::format("+4930123455{:02}", count));
    }

    class NeverAnswering : public testing::StandInPlacer {
    public:
        PlacedCall place_call(const connectors::CallRoute& route, const connectors::CallOrder&) override {
            if (route.api_key == "key of vapi") {
                ++stuck;
                answer.wait(false);
            } else {
                ++quick;
            }
            return {.result = Result::placed, .detail = ""};
        }
        using Result = PlacedCall::Result;
        std::atomic<int> stuck = 0;
        std::atomic<int> quick = 0;
        std::atomic<bool> answer = false;
    } platform;
    Dialler shared({.database = *database, .clock = clock, .key = key, .placer = platform, .threads = 4});
    {
        std::vector<std::jthread> threads;
        for (int count = 0; count < 2; ++count)
            threads.emplace_back([&] {
                while (shared.dial_next()) {
                }
            });
        while (platform.stuck < 2) std::this_thread::yield();
        EXPECT_FALSE(shared.dial_next());  // two more are due, on the same connection
        add_campaign(quick);
        plan(quick.id, "+493012345599");
        EXPECT_TRUE(shared.dial_next());
        EXPECT_EQ(platform.quick, 1);
        platform.answer = true;
        platform.answer.notify_all();
    }
    while (shared.dial_next()) {
    }
    EXPECT_EQ(platform.stuck, 4);
}

TEST_P(TheDialler, postpones_many_due_calls_in_small_writes) {
    for (int count = 0; count < 250; ++count) plan(spring.id, fmt::format("+1212555{:04}", count));
    const auto id = plan_one();
    int steps = 0;
    while (dialler.dial_next()) ++steps;
    EXPECT_EQ(state(id), AttemptState::sent);
    EXPECT_EQ(counts(spring.id).at("planned"), 250);
    EXPECT_LE(steps, 8);
    EXPECT_GE(steps, 3);
}

}  // namespace rollcall::campaigns
