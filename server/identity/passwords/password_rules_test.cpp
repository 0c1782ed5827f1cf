#include "identity/passwords/password_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "identity/passwords/common_passwords.hpp"

namespace rollcall::identity {

namespace {

std::optional<std::string> problem(std::string_view password) {
    return password_problem(password, {.name = "José Álvarez", .email = "jose@example.com", .minimum_length = 6});
}

}  // namespace

TEST(PasswordProblem, CountsCharactersAndNotBytes) {
    EXPECT_TRUE(problem("ab12x"));
    EXPECT_FALSE(problem("ab12xy"));
    EXPECT_TRUE(problem("田中太郎"));
    EXPECT_FALSE(problem("田中太郎です"));
}

TEST(PasswordProblem, TakesLongOnes) {
    EXPECT_FALSE(problem(std::string(64, 'x')));
    EXPECT_FALSE(problem(std::string(1024, 'x')));
    EXPECT_TRUE(problem(std::string(1025, 'x')));
}

TEST(PasswordProblem, AsksForNoKindsOfCharacters) { EXPECT_FALSE(problem("quiet river stones")); }

TEST(PasswordProblem, RefusesCommonOnesInAnyCase) {
    EXPECT_TRUE(problem("123456"));
    EXPECT_TRUE(problem("password"));
    EXPECT_TRUE(problem("PassWord"));
    EXPECT_TRUE(problem("qwerty"));
}

TEST(PasswordProblem, RefusesOnesOwnNameAndAddress) {
    EXPECT_TRUE(problem("JOSÉ ÁLVAREZ"));
    EXPECT_TRUE(problem("Jose@Example.com"));
    EXPECT_FALSE(problem("jose@example.com!"));
}

TEST(CommonPasswords, AreAThousandInOrderAndLongEnoughToMatter) {
    const auto passwords = common_passwords();
    EXPECT_EQ(passwords.size(), 1000U);
    EXPECT_TRUE(std::ranges::is_sorted(passwords));
    EXPECT_TRUE(std::ranges::all_of(passwords, [](auto text) { return text.size() >= 6; }));
}

}  // namespace rollcall::identity
