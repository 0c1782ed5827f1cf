#include "identity/passwords/password_rules.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "identity/common_passwords/common_passwords.hpp"

namespace rollcall::identity {

namespace {

std::optional<std::string> problem(std::string_view password) {
    return password_problem(
        password,
        {.name = "José Álvarez", .email = "jose@ferry.example", .account_name = "Harbour Voices", .minimum_length = 6});
}

std::string random_password(std::mt19937& generator, std::string_view alphabet) {
    std::uniform_int_distribution<std::size_t> index(0, alphabet.size() - 1);
    std::string password;
    while (password.size() < 6) password += alphabet[index(generator)];
    return password;
}

}  // namespace

TEST(PasswordProblem, CountsCharactersAndNotBytes) {
    EXPECT_TRUE(problem("ab12x"));
    EXPECT_FALSE(problem("ab12xy"));
    EXPECT_TRUE(problem("田中太郎"));
    EXPECT_FALSE(problem("田中太郎です"));
}

TEST(PasswordProblem, CountsTheComposedPassword) {
    EXPECT_TRUE(problem("e\u0301e\u0301e\u0301"));
    EXPECT_TRUE(problem("\u1100\u1161\u11a8\u1112\u1161\u11ab"));
    EXPECT_FALSE(problem("e\u0301a\u0300o\u0308u\u0308n\u0303c\u0327"));
    // NFC takes this letter apart.
    const auto repeated = [](int count) {
        std::string text;
        for (int index = 0; index < count; ++index) text += "\u0958";
        return text;
    };
    EXPECT_FALSE(problem(repeated(3)));
    EXPECT_FALSE(problem(repeated(512)));
    EXPECT_TRUE(problem(repeated(513)));
}

TEST(PasswordProblem, RefusesTheSameHoweverTheyWereTyped) {
    EXPECT_TRUE(problem("jose\u0301 a\u0301lvarez"));
    EXPECT_TRUE(problem("Jos\u00e9 \u00c1lvarez"));
    EXPECT_TRUE(problem("contrasen\u0303a") == problem("contrase\u00f1a"));
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

TEST(PasswordProblem, RefusesCommonOnesBetweenDigitsAndSymbols) {
    for (const auto* password : {"Summer2026", "summer2026!", "2026Summer", "!!Dragon99", "Winter26!", "hello2026",
                                 "Love2026!", "Berlin-2027", "Qwerty.123456", "1dragon", "...monkey..."}) {
        EXPECT_TRUE(problem(password)) << password;
    }
    EXPECT_FALSE(problem("summer dragon 26"));
    EXPECT_FALSE(problem("2026 quiet river 2026"));
}

TEST(PasswordProblem, RefusesNamesAndTheirParts) {
    for (const auto* password : {"JOSÉ ÁLVAREZ", "josé.álvarez", "José1985", "álvarez!!", "Jose@Ferry.example",
                                 "jose@ferry.example!", "Ferry2026", "Harbour Voices", "harbour-voices-26",
                                 "HarbourVoices1", "Voices99", "Rollcall", "rollcall2026!"}) {
        EXPECT_TRUE(problem(password)) << password;
    }
    EXPECT_FALSE(problem("voices of the quay"));
}

// M33: six characters are enough.
TEST(PasswordProblem, TakesRandomOnesOfSixCharacters) {
    std::mt19937 generator(20261128);
    constexpr std::string_view alphabets[] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                                              "abcdefghijklmnopqrstuvwxyz0123456789",
                                              "abcdefghijklmnopqrstuvwxyz0123456789!#$%&*+-.:;<=>?@_~"};
    for (const auto alphabet : alphabets) {
        int refused = 0;
        for (int count = 0; count < 10'000; ++count)
            refused += problem(random_password(generator, alphabet)).has_value();
        EXPECT_LE(refused, 3) << alphabet;
    }
}

TEST(CommonPasswords, AreMoreThanAHundredThousand) {
    EXPECT_GE(count_common_passwords(), 400'000U);
    for (const auto* password : {"123456", "password", "dragon", "trustno1", "p@ssw0rd", "love"}) {
        EXPECT_TRUE(is_common_password(password)) << password;
    }
    EXPECT_FALSE(is_common_password(""));
    EXPECT_FALSE(is_common_password("seven gulls at dawn"));
}

// Two hundred thousand texts that are not on the list have no fingerprint of one that is.
TEST(CommonPasswords, AreFoundExactly) {
    int found = 0;
    for (int number = 0; number < 200'000; ++number) found += is_common_password(fmt::format("not listed {}", number));
    EXPECT_EQ(found, 0);
}

}  // namespace rollcall::identity
