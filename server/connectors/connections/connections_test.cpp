#include "connectors/connections/connections.hpp"

#include <gtest/gtest.h>

#include "core/temporary_folder.hpp"

namespace rollcall::connectors {
namespace {

class Connections : public ::testing::Test {
protected:
    bool is_short(const std::optional<std::string>& secret) {
        return has_short_secret(key, {.secret_sealed = secret ? std::optional(key.seal(*secret)) : std::nullopt});
    }

    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
};

TEST_F(Connections, of_before_may_have_a_short_secret) {
    EXPECT_TRUE(is_short("fifteen letters"));
    EXPECT_TRUE(is_short("x"));
    EXPECT_FALSE(is_short("sixteen letters."));
    EXPECT_FALSE(is_short(std::nullopt));
}

TEST_F(Connections, whose_secret_cannot_be_opened_have_no_short_one) {
    const auto other = SealingKey::load_or_create(folder.file("other"));
    EXPECT_FALSE(has_short_secret(key, {.secret_sealed = other.seal("short")}));
}

}  // namespace
}  // namespace rollcall::connectors
