#include "api/bearer_token.hpp"

#include <gtest/gtest.h>

namespace rollcall::api {

namespace {

std::optional<std::string> token_in(std::string authorization) {
    http::Request request;
    request.headers.emplace_back("authorization", std::move(authorization));
    const auto token = find_bearer_token(request);
    return token ? std::optional(std::string(*token)) : std::nullopt;
}

}  // namespace

TEST(BearerToken, follows_the_scheme_in_any_case) {
    EXPECT_EQ(token_in("Bearer abc"), "abc");
    EXPECT_EQ(token_in("bearer abc"), "abc");
    EXPECT_EQ(token_in("BEARER   abc"), "abc");
}

TEST(BearerToken, is_empty_not_absent_after_the_scheme_alone) {
    EXPECT_EQ(token_in("Bearer"), "");
    EXPECT_EQ(token_in("Bearer "), "");
}

TEST(BearerToken, is_absent_in_another_scheme) {
    EXPECT_FALSE(token_in("Basic abc"));
    EXPECT_FALSE(token_in("Bearerabc"));
    EXPECT_FALSE(token_in(""));
    EXPECT_FALSE(find_bearer_token(http::Request{}));
}

}  // namespace rollcall::api
