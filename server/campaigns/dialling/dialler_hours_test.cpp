#include "campaigns/dialling/dialler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "campaigns/audience/audience_position.hpp"
#include "campaigns/audience/audience_worker.hpp"
#include "campaigns/dialling/dialling_test.hpp"

namespace rollcall::campaigns {

namespace {

using calls::DialOutcome;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::SizeIs;

class TheDiallerWhileHoursChange : public testing::Dialling {
protected:
    void SetUp() override {
        Dialling::SetUp();
        add_campaign(spring);
    }

    /// The hours are changed while the platform is asked for a call, and it takes no more calls for 90 seconds.
    void replan_while_placing() {
        placer.answers.push_back({.result = Result::too_many, .retry_after = seconds(90), .detail = "slow down"});
        placer.while_placing = [this](const auto&) {
            if (std::exchange(is_changed_, true)) return;
            auto changed = campaign();
            replan_for_new_hours(changed);
            database->write([&](Transaction& tx) { update_campaign_row(tx, changed); });
        };
    }
    void replan_all() {
        AudienceWorker(*database, clock, key, [] {}).run({});
    }

private:
    bool is_changed_ = false;
};
ROLLCALL_ON_BOTH_BACKENDS(TheDiallerWhileHoursChange);

}  // namespace

TEST_P(TheDiallerWhileHoursChange, looks_at_no_campaign_whose_calls_are_being_planned_again) {
    database->write([&](Transaction& tx) {
        auto account = accounts::get_account(tx);
        account.calls_per_number_and_day = 1;
        update_account_row(tx, account);
    });
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

TEST_P(TheDiallerWhileHoursChange, keeps_the_pause_of_the_platform_while_calls_are_planned_again) {
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

}  // namespace rollcall::campaigns
