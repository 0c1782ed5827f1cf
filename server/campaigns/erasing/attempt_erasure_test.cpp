#include "campaigns/erasing/attempt_erasure.hpp"

#include "campaigns/dialling/dialling_test.hpp"

namespace rollcall::campaigns {

namespace {

class ErasedWhileItIsDialled : public testing::Dialling {
protected:
    /// The number is erased while the platform is asked for the call, which then answers so.
    AttemptId dial(connectors::PlacedCall answer) {
        add_campaign(spring);
        placer.while_placing = [this](const connectors::CallOrder& order) {
            database->write([&](Transaction& tx) {
                erase_attempts_of_number(tx, order.to_number, Time::max(), 100, clock.now());
                contacts::delete_contact_row(tx, contact);
            });
        };
        placer.answers = {std::move(answer)};
        contact = add_contact(phone);
        const auto id = plan(spring.id, phone, contact);
        dial_all();
        placer.while_placing = {};
        EXPECT_EQ(attempt(id).phone, std::nullopt);
        EXPECT_EQ(attempt(id).detail, std::nullopt);
        EXPECT_EQ(campaign().pause_detail, std::nullopt);
        return id;
    }

    void expect_no_further_call() {
        for (int hour = 0; hour < 48; ++hour) {
            pass(std::chrono::hours(1));
            dial_all();
            dialler.resolve_open_attempts();
        }
        EXPECT_EQ(placer.orders.size(), 1U);
    }

    const std::string phone = "+493012345678";
    const std::string words = "No route to +493012345678";
    ContactId contact;
};
ROLLCALL_ON_BOTH_BACKENDS(ErasedWhileItIsDialled);

}  // namespace

TEST_P(ErasedWhileItIsDialled, a_call_that_was_placed_ends_without_the_number) {
    const auto id = dial({.result = Result::placed, .external_call_id = "call", .detail = words});
    EXPECT_EQ(state(id), AttemptState::sent);
    report_end(id, calls::DialOutcome::no_answer);
    EXPECT_EQ(state(id), AttemptState::done);
    expect_no_further_call();
    EXPECT_EQ(campaign().state, CampaignState::completed);
}

TEST_P(ErasedWhileItIsDialled, a_call_that_was_not_placed_is_skipped) {
    for (const auto result : {Result::too_many, Result::not_sent}) {
        SCOPED_TRACE(static_cast<int>(result));
        spring.id = CampaignId(fmt::format("spring {}", static_cast<int>(result)));
        placer.orders.clear();
        const auto id = dial({.result = result, .detail = words});
        EXPECT_EQ(state(id), AttemptState::skipped);
        expect_no_further_call();
    }
}

TEST_P(ErasedWhileItIsDialled, what_the_platform_says_of_a_refused_call_is_not_kept) {
    const auto id = dial({.result = Result::refused, .detail = words});
    EXPECT_EQ(state(id), AttemptState::failed);
    expect_no_further_call();
}

TEST_P(ErasedWhileItIsDialled, nor_what_it_says_where_the_campaign_is_paused) {
    const auto id = dial({.result = Result::key_refused, .detail = words});
    EXPECT_EQ(state(id), AttemptState::skipped);
    EXPECT_EQ(campaign().pause_reason, PauseReason::key_refused);
}

TEST_P(ErasedWhileItIsDialled, a_call_that_may_have_been_placed_becomes_unknown) {
    const auto id = dial({.result = Result::unresolved, .detail = words});
    EXPECT_EQ(state(id), AttemptState::claimed);
    expect_no_further_call();
    EXPECT_EQ(state(id), AttemptState::unknown);
}

}  // namespace rollcall::campaigns
