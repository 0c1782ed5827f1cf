#include "core/random.hpp"

#include <gtest/gtest.h>

namespace rollcall {
namespace {

TEST(Tokens, are_43_characters_of_base64url_and_differ) {
    const auto token = make_token();
    EXPECT_EQ(token.size(), 43);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), token.npos);
    EXPECT_NE(token, make_token());
}

TEST(Tokens, are_hashed_by_blake2b_256) {
    // b2sum -l 256 of "abc"
    EXPECT_EQ(hash_token("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Tokens, are_compared_as_a_whole) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
    EXPECT_FALSE(equal_in_constant_time("token", "token and more"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
}

}  // namespace
}  // namespace rollcall
