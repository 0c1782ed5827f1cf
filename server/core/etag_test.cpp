#include "core/etag.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace rollcall {

TEST(ExpectedVersion, accepts_any_version_when_none_is_expected) {
    EXPECT_NO_THROW(ExpectedVersion().require(7));
    EXPECT_NO_THROW(ExpectedVersion("*").require(7));
}

TEST(ExpectedVersion, accepts_the_version_that_the_change_is_based_on) {
    EXPECT_NO_THROW(ExpectedVersion(etag(7)).require(7));
    EXPECT_NO_THROW(ExpectedVersion("\"6\", \"7\"").require(7));
}

TEST(ExpectedVersion, refuses_any_other_version) {
    for (const auto* if_match : {"\"6\"", "7", "W/\"7\"", "", "\"7", "\"6\",\"8\""})
        EXPECT_THROW(ExpectedVersion(if_match).require(7), Error) << if_match;
}

}  // namespace rollcall
