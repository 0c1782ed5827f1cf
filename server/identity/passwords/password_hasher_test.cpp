#include "identity/passwords/password_hasher.hpp"

#include <gtest/gtest.h>

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
    const auto before = hasher.count();
    EXPECT_FALSE(hasher.verify(hash, "wrong"));
    EXPECT_EQ(hasher.count(), before + 1);
    EXPECT_FALSE(hasher.verify(std::nullopt, "wrong"));
    EXPECT_EQ(hasher.count(), before + 2);
}

TEST(PasswordHasher, NoticesHashesOfOtherStrength) {
    PasswordHasher today;
    PasswordHasher before(HashStrength::minimal);
    const auto hash = before.hash("correct horse");
    EXPECT_FALSE(before.needs_rehash(hash));
    EXPECT_TRUE(today.needs_rehash(hash));
}

TEST(PasswordHasher, TakesLongPasswordsWhole) {
    PasswordHasher hasher(HashStrength::minimal);
    const std::string long_password(1000, 'a');
    const auto hash = hasher.hash(long_password + "1");
    EXPECT_FALSE(hasher.verify(hash, long_password + "2"));
}

}  // namespace rollcall::identity
