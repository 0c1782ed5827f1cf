#include "core/hashing/keyed_hash.hpp"

#include <gtest/gtest.h>

#include "core/temporary_folder.hpp"

namespace rollcall {

TEST(KeyedHash, is_the_same_after_each_start_and_another_for_each_purpose_text_and_key) {
    TemporaryFolder folder;
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const auto hash = make_keyed_hash(key, "numbers", "+493012345678");
    EXPECT_EQ(hash.size(), 64U);
    EXPECT_EQ(make_keyed_hash(SealingKey::load(folder.file("key")), "numbers", "+493012345678"), hash);
    EXPECT_NE(make_keyed_hash(key, "members", "+493012345678"), hash);
    EXPECT_NE(make_keyed_hash(key, "numbers", "+493012345679"), hash);
    EXPECT_NE(make_keyed_hash(SealingKey::load_or_create(folder.file("other")), "numbers", "+493012345678"), hash);
}

}  // namespace rollcall
