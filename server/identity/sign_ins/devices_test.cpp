#include "identity/sign_ins/devices.hpp"

#include <gtest/gtest.h>

#include "access/member_row_store.hpp"
#include "database/testing_backends.hpp"
#include "identity/identity_limits.hpp"

namespace rollcall::identity {

namespace {

using namespace std::string_literals;
using database::Transaction;

const MemberId eva("eva"s);
const MemberId jose("jose"s);

class Devices : public database::testing::OnEachBackend {
protected:
    Devices() {
        for (const auto& member : {eva, jose}) {
            database->write([&](Transaction& tx) {
                const access::MemberRow row{
                    .id = member, .email = member.text() + "@harbour.example", .name = member.text()};
                ASSERT_TRUE(access::insert_member_row(tx, row, "hash"));
            });
        }
    }

    std::string remember(const MemberId& member, const std::string& token = {}) {
        return remember(member, std::vector{token});
    }

    std::string remember(const MemberId& member, const std::vector<std::string>& tokens) {
        clock.time += std::chrono::minutes(1);
        const auto session = SessionId::make(clock.now());
        return database->write([&](Transaction& tx) {
            return remember_device(tx, member, session, {.device_tokens = tokens}, clock.now());
        });
    }

    bool is_known(const MemberId& member, const std::string& token) {
        return database->read([&](Transaction& tx) {
            return find_known_device(tx, member, {.device_tokens = {token}}, clock.now()).has_value();
        });
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};

}  // namespace

TEST_P(Devices, keep_their_token_at_the_next_sign_in) {
    const auto token = remember(eva);
    EXPECT_TRUE(is_known(eva, token));
    EXPECT_FALSE(is_known(jose, token));
    EXPECT_FALSE(is_known(eva, ""));
    EXPECT_EQ(remember(eva, token), token);
}

TEST_P(Devices, get_a_new_token_that_holds_for_all_members_when_another_signs_in) {
    const auto planted = remember(eva);
    const auto token = remember(jose, planted);
    EXPECT_NE(token, planted);
    EXPECT_TRUE(is_known(eva, token));
    EXPECT_TRUE(is_known(jose, token));
    EXPECT_FALSE(is_known(eva, planted));
    EXPECT_FALSE(is_known(jose, planted));
}

TEST_P(Devices, are_known_by_any_of_several_tokens) {
    const auto of_jose = remember(jose);
    const auto of_eva = remember(eva);
    EXPECT_EQ(remember(eva, {"of another program", of_jose, of_eva}), of_eva);
    EXPECT_TRUE(is_known(jose, of_jose));
}

TEST_P(Devices, with_several_tokens_get_one_new_one) {
    const auto first = remember(jose);
    const auto second = remember(jose);
    const auto token = remember(eva, {"of another program", first, second});
    EXPECT_TRUE(is_known(eva, token));
    EXPECT_TRUE(is_known(jose, token));
    EXPECT_FALSE(is_known(jose, first));
    EXPECT_TRUE(is_known(jose, second));
}

TEST_P(Devices, are_not_taken_from_a_made_up_token) {
    EXPECT_NE(remember(eva, "a token that was never given"), "a token that was never given");
    EXPECT_FALSE(is_known(eva, "a token that was never given"));
}

TEST_P(Devices, are_forgotten_a_year_after_the_last_sign_in) {
    const auto token = remember(eva);
    clock.time += device_lifetime - std::chrono::hours(1);
    EXPECT_EQ(remember(eva, token), token);
    clock.time += device_lifetime;
    EXPECT_FALSE(is_known(eva, token));
    EXPECT_NE(remember(eva, token), token);
}

TEST_P(Devices, are_at_most_twenty_of_a_member_those_used_last) {
    const auto first = remember(eva);
    const auto second = remember(eva);
    const auto of_jose = remember(jose);
    remember(eva, first);
    for (int device = 2; device < devices_per_member; ++device) remember(eva);
    EXPECT_TRUE(is_known(eva, second));
    remember(eva);
    EXPECT_FALSE(is_known(eva, second));
    EXPECT_TRUE(is_known(eva, first));
    EXPECT_TRUE(is_known(jose, of_jose));
}

ROLLCALL_ON_BOTH_BACKENDS(Devices);

}  // namespace rollcall::identity
