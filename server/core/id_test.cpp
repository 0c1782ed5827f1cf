#include "core/id.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

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

}  // namespace
}  // namespace rollcall
