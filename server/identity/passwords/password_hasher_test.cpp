#include "identity/passwords/password_hasher.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <tuple>

namespace rollcall::identity {

TEST(PasswordHasher, KnowsItsOwnHashes) {
    PasswordHasher hasher(HashStrength::minimal);
    const auto hash = hasher.hash("correct horse");
    EXPECT_TRUE(hasher.verify(hash, "correct horse"));
    EXPECT_FALSE(hasher.verify(hash, "correct horse "));
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
}

TEST(PasswordHasher, DoesTheSameWorkWhereThereIsNoHash) {
    PasswordHasher hasher(HashStrength::minimal);
    const auto hash = hasher.hash("correct horse");
    const auto before = hasher.work().hashes;
    EXPECT_FALSE(hasher.verify(hash, "wrong"));
    EXPECT_EQ(hasher.work().hashes, before + 1);
    EXPECT_FALSE(hasher.verify(std::nullopt, "wrong"));
    EXPECT_EQ(hasher.work().hashes, before + 2);
}

// Typed on a keyboard that composes and on one that does not; the third is a sign that NFC decomposes.
constexpr std::string_view composed = "caf\u00e9 \u1e9b\u0323 \uac00 \u00c5";
constexpr std::string_view decomposed = "cafe\u0301 \u017f\u0323\u0307 \u1100\u1161 A\u030a";

TEST(PasswordHasher, DoesNotDependOnHowAPasswordWasTyped) {
    PasswordHasher hasher(HashStrength::minimal);
    EXPECT_EQ(hasher.verify(hasher.hash(decomposed), composed), PasswordForm::composed);
    EXPECT_EQ(hasher.verify(hasher.hash(composed), decomposed), PasswordForm::composed);
    EXPECT_EQ(hasher.verify(hasher.hash(decomposed), decomposed), PasswordForm::composed);
    // A ligature, a full-width letter and a different accent stay what they are: NFC, not NFKC.
    EXPECT_FALSE(hasher.verify(hasher.hash("\ufb01sh \uff41"), "fish a"));
    EXPECT_FALSE(hasher.verify(hasher.hash("caf\u00e9"), "cafe\u0300"));
}

std::string hash_as_typed(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    EXPECT_EQ(crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_MIN,
                                crypto_pwhash_MEMLIMIT_MIN),
              0);
    return text.data();
}

TEST(PasswordHasher, TriesAPasswordAsItWasTypedByEarlierHashes) {
    PasswordHasher hasher(HashStrength::minimal);
    const auto hash = hash_as_typed(decomposed);
    EXPECT_FALSE(hasher.verify(hash, composed));
    const auto form = hasher.verify(hash, decomposed);
    EXPECT_EQ(form, PasswordForm::as_typed);
    const auto renewed = hasher.renew_hash(hash, *form, decomposed);
    EXPECT_EQ(hasher.verify(renewed, composed), PasswordForm::composed);
    EXPECT_EQ(hasher.renew_hash(renewed, PasswordForm::composed, decomposed), renewed);
}

TEST(PasswordHasher, ComputesASecondHashOnlyWhereComposingChangesThePassword) {
    PasswordHasher hasher(HashStrength::minimal);
    const auto hash = hasher.hash("correct horse");
    const auto earlier_hash = hash_as_typed(decomposed);
    const auto computed = [&](const std::optional<std::string>& against, std::string_view password) {
        const auto before = hasher.work().hashes;
        std::ignore = hasher.verify(against, password);
        return hasher.work().hashes - before;
    };
    for (const auto& against : {std::optional(hash), std::optional<std::string>()}) {
        EXPECT_EQ(computed(against, "wrong"), 1U);
        EXPECT_EQ(computed(against, composed), 1U);
        EXPECT_EQ(computed(against, decomposed), 2U);
    }
    EXPECT_EQ(computed(hasher.hash(composed), decomposed), 1U);
    EXPECT_EQ(computed(earlier_hash, decomposed), 2U);
}

TEST(PasswordHasher, NoticesHashesOfOtherStrength) {
    PasswordHasher today;
    PasswordHasher before(HashStrength::minimal);
    const auto hash = before.hash("correct horse");
    EXPECT_EQ(before.renew_hash(hash, PasswordForm::composed, "correct horse"), hash);
    const auto renewed = today.renew_hash(hash, PasswordForm::composed, "correct horse");
    EXPECT_NE(renewed, hash);
    EXPECT_TRUE(today.verify(renewed, "correct horse"));
}

TEST(PasswordHasher, TakesLongPasswordsWhole) {
    PasswordHasher hasher(HashStrength::minimal);
    const std::string long_password(1000, 'a');
    const auto hash = hasher.hash(long_password + "1");
    EXPECT_FALSE(hasher.verify(hash, long_password + "2"));
}

}  // namespace rollcall::identity
