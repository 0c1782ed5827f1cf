#include "campaigns/dialling/dialler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "campaigns/dialling/dialling_test.hpp"
#include "campaigns/dialling/waiting.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"

namespace rollcall::campaigns {

namespace {

using calls::DialOutcome;
using connectors::PlacedCall;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TheDialler : public testing::Dialling {
protected:
    void SetUp() override {
        Dialling::SetUp();
        add_campaign(spring);
    }

    std::optional<Waiting> waiting() {
        return database->read([&](Transaction& tx) {
            const auto campaign = *find_campaign_row(tx, spring.id);
            return describe_waiting(campaign, read_waiting_later(tx, campaign, clock.now()), clock.now());
        });
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

TEST_P(TheDialler, makes_no_call_of_a_paused_campaign) {
    plan_one();
    auto paused = campaign();
    paused.state = CampaignState::paused;
    database->write([&](Transaction& tx) { update_campaign_row(tx, paused); });
    dial_all();
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

TEST_P(TheDialler, lets_all_webhooks_together_wait_with_half_of_its_threads_only) {
    for (int count = 0; count < 3; ++count) {
        auto to_webhook = active_campaign(fmt::format("webhook {}", count));
        to_webhook.connection_id = std::nullopt;
        to_webhook.webhook_url = "https://example.com/call";
        to_webhook.webhook_secret_sealed = key.seal("secret");
        to_webhook.look_at = clock.now() - minutes(1);
        add_campaign(to_webhook);
        plan(to_webhook.id, fmt::format("+493012346{:03}", count));
    }
    const auto of_vapi = plan_one();
    Dialler shared({.database = *database, .clock = clock, .key = key, .placer = placer, .threads = 4});
    int depth = 0;
    int most_webhooks = 0;
    placer.while_placing = [&](const auto&) {
        if (placer.routes.back().connection) return;
        most_webhooks = std::max(most_webhooks, ++depth);
        while (shared.dial_next()) {
        }
        if (depth == 2) {
            EXPECT_EQ(state(of_vapi), AttemptState::sent);
        }
        --depth;
    };
    while (shared.dial_next()) {
    }
    EXPECT_EQ(most_webhooks, 2);
    EXPECT_THAT(placer.orders, SizeIs(4));
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
