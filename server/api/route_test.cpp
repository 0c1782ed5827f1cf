#include "api/route.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::api {
namespace {

constexpr auto token = with_token(access::TokenScope::read);

TEST(Route, declares_who_may_call_it_and_by_which_tokens) {
    EXPECT_NO_THROW(require_declared({.audience = administrators, .token = token}));
    EXPECT_THROW(require_declared({.token = token}), std::logic_error);
    EXPECT_THROW(require_declared({.audience = administrators}), std::logic_error);
}

TEST(Route, is_answered_at_once_only_where_it_is_for_anyone) {
    EXPECT_NO_THROW(require_declared({.audience = anyone, .token = token, .is_answered_at_once = true}));
    for (const auto& audience : {signed_in, administrators, platform, with(access::Permission::edit_agents)}) {
        EXPECT_THROW(require_declared({.audience = audience, .token = token, .is_answered_at_once = true}),
                     std::logic_error);
    }
}

}  // namespace
}  // namespace rollcall::api
