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
    EXPECT_EQ(token_in("Bearer rollcall_abc"), "rollcall_abc");
    EXPECT_EQ(token_in("bearer rollcall_abc"), "rollcall_abc");
    EXPECT_EQ(token_in("BEARER   rollcall_abc"), "rollcall_abc");
    EXPECT_EQ(token_in("Bearer rollcall_"), "rollcall_");
}

TEST(BearerToken, is_absent_where_the_token_is_none_of_ours) {
    for (const auto* authorization : {"Bearer", "Bearer ", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "Bearer Rollcall_abc",
                                      "Bearer x rollcall_abc", "Bearer \"rollcall_abc\""}) {
        EXPECT_FALSE(token_in(authorization)) << authorization;
    }
}

TEST(BearerToken, is_found_beside_the_credentials_of_a_proxy) {
    http::Request request;
    request.headers = {{"authorization", "Basic cHJveHk6cHJveHk="}, {"authorization", "Bearer rollcall_abc"}};
    EXPECT_EQ(find_bearer_token(request), "rollcall_abc");
}

TEST(BearerToken, is_absent_in_another_scheme) {
    EXPECT_FALSE(token_in("Basic abc"));
    EXPECT_FALSE(token_in("Bearerabc"));
    EXPECT_FALSE(token_in(""));
    EXPECT_FALSE(find_bearer_token(http::Request{}));
}

}  // namespace rollcall::api
