#include "core/id.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <vector>

namespace rollcall {
namespace {

const auto noon = from_milliseconds(0x0192'3456'789a);

TEST(Ids, are_uuids_of_version_7_that_begin_with_their_time) {
    const auto id = make_uuid(noon);
    EXPECT_TRUE(std::regex_match(id, std::regex("01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))) << id;
}

TEST(Ids, sort_by_time) { EXPECT_LT(make_uuid(noon), make_uuid(noon + std::chrono::milliseconds(1))); }

TEST(Ids, of_one_moment_differ) {
    std::set<MemberId> ids;
    for (int count = 0; count < 10'000; ++count) ids.insert(MemberId::make(noon));
    EXPECT_EQ(ids.size(), 10'000);
}

TEST(Ids, of_one_moment_sort_in_the_order_in_which_they_were_made) {
    const auto moment = noon + std::chrono::hours(1);
    std::vector<std::string> ids;
    for (int count = 0; count < 10'000; ++count) ids.push_back(make_uuid(moment));
    EXPECT_TRUE(std::ranges::is_sorted(ids));
}

TEST(Ids, sort_by_their_time_after_the_clock_was_set_back) {
    const auto later = make_uuid(noon + std::chrono::hours(2));
    const auto first = make_uuid(noon);
    const auto second = make_uuid(noon);
    EXPECT_LT(first, second);
    EXPECT_LT(second, later);
}

TEST(Ids, of_different_moments_do_not_tell_how_many_were_made_between) {
    std::set<std::string> middles;
    for (int count = 1; count <= 100; ++count) {
        middles.insert(make_uuid(noon + std::chrono::hours(3) + std::chrono::milliseconds(count)).substr(14, 9));
    }
    EXPECT_GT(middles.size(), 95);
}

}  // namespace
}  // namespace rollcall
