#include "connectors/ingest/wrong_signatures.hpp"

#include <gtest/gtest.h>

#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::connectors {
namespace {

const auto start = from_milliseconds(1'795'000'000'000);
const auto address = "203.0.113.7";
constexpr std::size_t few_networks = 20;

class WrongSignaturesTest : public database::testing::OnEachBackend {
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
    std::unique_ptr<database::Database> database = empty.open(clock);
    WrongSignatures signatures{*database, few_networks};
};

TEST_P(WrongSignaturesTest, are_refused_after_too_many_of_one_address) {
    send_wrong(wrong_signatures_of_a_network - 1);
    EXPECT_FALSE(is_refused());
    send_wrong(1);
    EXPECT_TRUE(is_refused());
    EXPECT_FALSE(is_refused("203.0.113.8"));
}

TEST_P(WrongSignaturesTest, of_the_same_moment_get_no_more_answers) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_THROW(signatures.record_signature(connection, address, false, start), Error);
    EXPECT_THROW(signatures.record_signature(connection, address, true, start), Error);
    // One that began before the first of them and is recorded after it.
    EXPECT_THROW(signatures.record_signature(connection, address, false, start - std::chrono::milliseconds(1)), Error);
}

TEST_P(WrongSignaturesTest, say_how_long_to_wait) {
    send_wrong(wrong_signatures_of_a_network);
    try {
        signatures.require_within_limit(connection, address, start + std::chrono::seconds(100));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.retry_after(), wrong_signature_period - std::chrono::seconds(100));
    }
    EXPECT_FALSE(is_refused(address, start + wrong_signature_period));
}

TEST_P(WrongSignaturesTest, are_forgotten_when_the_clock_was_set_back) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_FALSE(is_refused(address, start - std::chrono::hours(1)));
}

TEST_P(WrongSignaturesTest, begin_at_zero_in_each_period) {
    send_wrong(wrong_signatures_of_a_network - 1);
    send_wrong(1, address, start + wrong_signature_period);
    EXPECT_FALSE(is_refused(address, start + wrong_signature_period));
}

TEST_P(WrongSignaturesTest, are_not_forgotten_for_those_of_connections_that_do_not_exist) {
    send_wrong(wrong_signatures_of_a_network);
    for (std::size_t n = 0; n <= few_networks; ++n) {
        const Connection made_up{.id = ConnectionId("made-up-" + std::to_string(n))};
        signatures.record_signature(made_up, "198.51.100.1", false, start);
    }
    EXPECT_TRUE(is_refused());
}

TEST_P(WrongSignaturesTest, of_other_networks_do_not_push_out_one_that_is_known) {
    signatures.record_signature(connection, address, true, start);
    send_wrong(wrong_signatures_of_a_network);
    for (std::size_t n = 0; n <= few_networks; ++n) send_wrong(1, "2001:db8:0:" + std::to_string(n) + "::1");
    EXPECT_FALSE(is_refused());
}

TEST_P(WrongSignaturesTest, count_one_network_of_ipv6_as_one) {
    send_wrong(wrong_signatures_of_a_network / 2, "2001:db8:1:2:3::4");
    send_wrong(wrong_signatures_of_a_network / 2, "2001:db8:1:2:ffff::9");
    EXPECT_TRUE(is_refused("2001:db8:1:2::1"));
    EXPECT_FALSE(is_refused("2001:db8:1:3::1"));
}

TEST_P(WrongSignaturesTest, keep_few_out_of_a_network_that_sent_the_right_one) {
    signatures.record_signature(connection, address, true, start);
    send_wrong(wrong_signatures_of_a_known_network - 1);
    EXPECT_FALSE(is_refused());
    send_wrong(1);
    EXPECT_TRUE(is_refused());
}

TEST_P(WrongSignaturesTest, are_of_one_connection_and_one_secret) {
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_TRUE(is_refused());
    connection.secret_sealed = std::string(40, 'b');
    EXPECT_FALSE(is_refused());
    connection.id = ConnectionId(std::string("other lines"));
    EXPECT_FALSE(is_refused());
}

TEST_P(WrongSignaturesTest, of_more_networks_than_are_remembered_are_still_counted) {
    for (std::size_t n = 0; n < few_networks + 10; ++n) send_wrong(1, "10.0.0." + std::to_string(n));
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_TRUE(is_refused());
}

TEST_P(WrongSignaturesTest, are_those_of_all_instances_together) {
    WrongSignatures elsewhere(*database);
    send_wrong(wrong_signatures_of_a_network - 1);
    elsewhere.record_signature(connection, address, false, start);
    EXPECT_TRUE(is_refused());
    EXPECT_THROW(elsewhere.require_within_limit(connection, address, start), Error);
}

TEST_P(WrongSignaturesTest, are_few_out_of_a_network_that_sent_the_right_one_to_another_instance) {
    WrongSignatures elsewhere(*database);
    send_wrong(2);
    elsewhere.record_signature(connection, address, true, start);
    send_wrong(wrong_signatures_of_a_network);
    EXPECT_FALSE(is_refused());
}

TEST_P(WrongSignaturesTest, of_connections_that_do_not_exist_and_right_signatures_cost_no_write) {
    signatures.record_signature(connection, address, true, start);
    const auto before = database->writer_state().writes;
    signatures.record_signature(connection, address, true, start);
    signatures.record_signature({.id = ConnectionId(std::string("made up"))}, address, false, start);
    EXPECT_EQ(database->writer_state().writes, before);
}

ROLLCALL_ON_BOTH_BACKENDS(WrongSignaturesTest);

}  // namespace
}  // namespace rollcall::connectors
