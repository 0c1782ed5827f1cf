#include "campaigns/audience/audience_worker.hpp"

#include <gtest/gtest.h>

#include "campaigns/dialling/dialling_test.hpp"

namespace rollcall::campaigns {

namespace {

using std::chrono::minutes;

class TheAudienceWorker : public testing::Dialling {};
ROLLCALL_ON_BOTH_BACKENDS(TheAudienceWorker);

}  // namespace

TEST_P(TheAudienceWorker, pauses_a_campaign_without_its_segments_and_notes_when) {
    auto campaign_without_segments = spring;
    campaign_without_segments.audience_state = AudienceState::in_progress;
    campaign_without_segments.look_at.reset();
    add_campaign(campaign_without_segments);
    pass(minutes(1));
    AudienceWorker(*database, clock, key, [] {}).run({});
    EXPECT_EQ(campaign().state, CampaignState::paused);
    EXPECT_EQ(campaign().pause_reason, PauseReason::segment_deleted);
    EXPECT_NE(campaign().pause_detail, std::nullopt);
    EXPECT_EQ(campaign().updated_at, clock.now());
}

}  // namespace rollcall::campaigns
