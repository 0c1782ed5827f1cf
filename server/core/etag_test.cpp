#include "core/etag.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace rollcall {

TEST(ExpectedVersion, TakesAnyVersionWhenNothingIsExpected) {
    EXPECT_NO_THROW(ExpectedVersion().require(7));
    EXPECT_NO_THROW(ExpectedVersion("*").require(7));
}

TEST(ExpectedVersion, TakesTheVersionThatTheChangeIsBasedOn) {
    EXPECT_NO_THROW(ExpectedVersion(etag(7)).require(7));
    EXPECT_NO_THROW(ExpectedVersion("\"6\", \"7\"").require(7));
}

TEST(ExpectedVersion, RefusesAnyOther) {
    for (const auto* if_match : {"\"6\"", "7", "W/\"7\"", "", "\"7", "\"6\",\"8\""})
        EXPECT_THROW(ExpectedVersion(if_match).require(7), Error) << if_match;
}

}  // namespace rollcall
