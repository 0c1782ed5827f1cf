#include "connectors/ingest/wrong_signatures.hpp"

#include <gtest/gtest.h>

#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {
namespace {

const auto start = from_milliseconds(1'795'000'000'000);
const auto address = "203.0.113.7";

class WrongSignaturesTest : public ::testing::Test {
protected:
    bool is_refused(const std::string& client = address, Time now = start) {
        try {
            signatures.require_within_limit(connection, client, now);
            return false;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::too_many_attempts);
            return true;
        }
    }

    void send_wrong(int count, const std::string& client = address, Time now = start) {
        for (int n = 0; n < count; ++n) signatures.record_signature(connection, client, false, now);
    }

    Connection connection{.id = ConnectionId(std::string("lines")), .secret_sealed = std::string(40, 'a')};
    WrongSignatures signatures;
};

TEST_F(WrongSignaturesTest, are_refused_after_too_many_of_one_address) {
    send_wrong(wrong_signatures_of_a_network - 1);
    EXPECT_FALSE(is_refused());
    send_wrong(1);
    EXPECT_TRUE(is_refused());
    EXPECT_FALSE(is_refused("203.0.113.8"));
}

TEST_F(WrongSignaturesTest, of_the_same_moment_get_no_more_answers) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_THROW(signatures.record_signature(connection, address, false, start), Error);
    EXPECT_THROW(signatures.record_signature(connection, address, true, start), Error);
}

TEST_F(WrongSignaturesTest, say_how_long_to_wait) {
    send_wrong(wrong_signatures_of_a_network);
    try {
        signatures.require_within_limit(connection, address, start + std::chrono::seconds(100));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.retry_after(), wrong_signature_period - std::chrono::seconds(100));
    }
    EXPECT_FALSE(is_refused(address, start + wrong_signature_period));
}

TEST_F(WrongSignaturesTest, are_forgotten_when_the_clock_was_set_back) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_FALSE(is_refused(address, start - std::chrono::hours(1)));
}

TEST_F(WrongSignaturesTest, begin_at_zero_in_each_period) {
    send_wrong(wrong_signatures_of_a_network - 1);
    send_wrong(1, address, start + wrong_signature_period);
    EXPECT_FALSE(is_refused(address, start + wrong_signature_period));
}

TEST_F(WrongSignaturesTest, are_not_forgotten_for_those_of_connections_that_do_not_exist) {
    send_wrong(wrong_signatures_of_a_network);
    for (std::size_t n = 0; n <= remembered_networks; ++n) {
        const Connection made_up{.id = ConnectionId("made-up-" + std::to_string(n))};
        signatures.record_signature(made_up, "198.51.100.1", false, start);
    }
    EXPECT_TRUE(is_refused());
}

TEST_F(WrongSignaturesTest, of_other_networks_do_not_push_out_one_that_is_known) {
    signatures.record_signature(connection, address, true, start);
    send_wrong(wrong_signatures_of_a_network);
    for (std::size_t n = 0; n <= remembered_networks; ++n)
        send_wrong(1, "2001:db8:0:" + std::to_string(n % 10'000) + "::1");
    for (int n = 0; n < 3; ++n) send_wrong(1, "198.51.100." + std::to_string(n));
    EXPECT_FALSE(is_refused());
}

TEST_F(WrongSignaturesTest, count_one_network_of_ipv6_as_one) {
    send_wrong(wrong_signatures_of_a_network / 2, "2001:db8:1:2:3::4");
    send_wrong(wrong_signatures_of_a_network / 2, "2001:db8:1:2:ffff::9");
    EXPECT_TRUE(is_refused("2001:db8:1:2::1"));
    EXPECT_FALSE(is_refused("2001:db8:1:3::1"));
}

TEST_F(WrongSignaturesTest, keep_few_out_of_a_network_that_sent_the_right_one) {
    signatures.record_signature(connection, address, true, start);
    send_wrong(wrong_signatures_of_a_known_network - 1);
    EXPECT_FALSE(is_refused());
    send_wrong(1);
    EXPECT_TRUE(is_refused());
}

TEST_F(WrongSignaturesTest, are_of_one_connection_and_one_secret) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_TRUE(is_refused());
    connection.secret_sealed = std::string(40, 'b');
    EXPECT_FALSE(is_refused());
    connection.id = ConnectionId(std::string("other lines"));
    EXPECT_FALSE(is_refused());
}

TEST_F(WrongSignaturesTest, of_more_networks_than_are_remembered_are_still_counted) {
    for (std::size_t n = 0; n < remembered_networks + 10; ++n) send_wrong(1, "10.0.0." + std::to_string(n));
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_TRUE(is_refused());
}

}  // namespace
}  // namespace rollcall::connectors
