#include "api/bearer_token.hpp"

#include <gtest/gtest.h>

namespace rollcall::api {

namespace {

std::optional<std::string> token_in(std::string authorization) {
    http::Request request;
    request.headers.emplace_back("authorization", std::move(authorization));
    const auto token = bearer_token(request);
    return token ? std::optional(std::string(*token)) : std::nullopt;
}

}  // namespace

TEST(BearerToken, IsWhatFollowsTheSchemeInAnyCase) {
    EXPECT_EQ(token_in("Bearer abc"), "abc");
    EXPECT_EQ(token_in("bearer abc"), "abc");
    EXPECT_EQ(token_in("BEARER   abc"), "abc");
}

TEST(BearerToken, IsEmptyRatherThanAbsentWhereTheSchemeStandsAlone) {
    EXPECT_EQ(token_in("Bearer"), "");
    EXPECT_EQ(token_in("Bearer "), "");
}

TEST(BearerToken, IsNoneInAnotherScheme) {
    EXPECT_FALSE(token_in("Basic abc"));
    EXPECT_FALSE(token_in("Bearerabc"));
    EXPECT_FALSE(token_in(""));
    EXPECT_FALSE(bearer_token(http::Request{}));
}

}  // namespace rollcall::api
