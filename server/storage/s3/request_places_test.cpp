#include "storage/s3/request_places.hpp"

#include <gtest/gtest.h>

namespace rollcall::storage {
namespace {

class StoreRequests : public ::testing::Test {
protected:
    RequestPlaces::Place begin() { return places.take().value(); }
    void end(const RequestPlaces::Place& request, RequestEnd how) { places.give_back(request, how); }
    bool are_all_sent() {
        const auto one = places.take();
        const auto other = places.take();
        if (one) places.give_back(*one, RequestEnd::lost);
        if (other) places.give_back(*other, RequestEnd::lost);
        return one && other;
    }

    RequestPlaces places{24};
};

TEST_F(StoreRequests, are_sent_while_the_store_answers) {
    end(begin(), RequestEnd::answered);
    EXPECT_TRUE(are_all_sent());
    end(begin(), RequestEnd::lost);
    EXPECT_TRUE(are_all_sent());
}

TEST_F(StoreRequests, are_refused_while_one_tries_a_store_that_is_down) {
    for (const auto how : {RequestEnd::unreachable, RequestEnd::timed_out}) {
        end(begin(), how);
        const auto trial = begin();
        EXPECT_FALSE(places.take());
        end(trial, RequestEnd::answered);
        EXPECT_TRUE(are_all_sent());
    }
}

TEST_F(StoreRequests, are_refused_until_a_trial_is_answered) {
    end(begin(), RequestEnd::unreachable);
    end(begin(), RequestEnd::timed_out);
    const auto trial = begin();
    EXPECT_FALSE(places.take());
    end(trial, RequestEnd::answered);
}

TEST_F(StoreRequests, try_a_store_that_is_down_although_an_earlier_one_has_not_ended) {
    const auto long_upload = begin();
    end(begin(), RequestEnd::timed_out);
    const auto trial = places.take();
    ASSERT_TRUE(trial);
    end(*trial, RequestEnd::answered);
    EXPECT_TRUE(are_all_sent());
    end(long_upload, RequestEnd::answered);
}

TEST_F(StoreRequests, are_sent_although_one_has_stalled_while_others_were_answered) {
    const auto stalled = begin();
    end(begin(), RequestEnd::answered);
    end(stalled, RequestEnd::timed_out);
    EXPECT_TRUE(are_all_sent());
}

TEST_F(StoreRequests, are_as_many_as_before_after_the_store_was_down) {
    RequestPlaces two(2);
    const auto first = two.take().value();
    const auto second = two.take().value();
    two.give_back(first, RequestEnd::unreachable);
    two.give_back(two.take().value(), RequestEnd::answered);
    const auto third = two.take();
    ASSERT_TRUE(third);
    EXPECT_FALSE(two.take());
    two.give_back(*third, RequestEnd::answered);
    two.give_back(second, RequestEnd::answered);
}

}  // namespace
}  // namespace rollcall::storage
