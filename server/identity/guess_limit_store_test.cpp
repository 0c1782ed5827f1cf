#include "identity/guess_limit_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::identity {

namespace {

using namespace std::string_literals;
using database::Transaction;

const DeviceId laptop("a laptop"s);

class GuessLimitStore : public database::testing::OnEachBackend {
protected:
    static SignInAttempt attempt_from(std::string_view address, std::string_view email = "eva@harbour.example") {
        return {.email = email, .client_address = address};
    }
    static SignInAttempt attempt_in(const DeviceId& device) {
        return {.email = "eva@harbour.example", .client_address = "203.0.113.7", .known_device = device};
    }

    void fail(const SignInAttempt& attempt, int times = 1) {
        database->write([&](Transaction& tx) {
            for (int time = 0; time < times; ++time) insert_failure_rows(tx, attempt, clock.now());
        });
    }

    bool may_guess(const SignInAttempt& attempt) try {
        database->read([&](Transaction& tx) { require_within_guess_limit(tx, attempt, clock.now()); });
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::too_many_attempts);
        return false;
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};

}  // namespace

TEST_P(GuessLimitStore, unknown_devices_share_the_limit_of_an_email) {
    for (int guess = 0; guess < failures_per_email; ++guess) {
        EXPECT_TRUE(may_guess(attempt_from(fmt::format("198.51.100.{}", guess))));
        fail(attempt_from(fmt::format("198.51.100.{}", guess)));
    }
    EXPECT_FALSE(may_guess(attempt_from("198.51.100.200")));
    EXPECT_TRUE(may_guess(attempt_from("198.51.100.200", "ada@harbour.example")));
}

TEST_P(GuessLimitStore, guesses_of_strangers_do_not_count_for_a_known_device_or_a_session) {
    fail(attempt_from("203.0.113.7"), 200);
    EXPECT_FALSE(may_guess(attempt_from("203.0.113.7")));
    EXPECT_TRUE(may_guess(attempt_in(laptop)));
    EXPECT_TRUE(may_guess({.email = "eva@harbour.example", .session = SessionId("a session"s)}));
}

TEST_P(GuessLimitStore, a_known_device_and_a_session_have_a_limit_of_their_own_each) {
    fail(attempt_in(laptop), failures_per_device);
    EXPECT_FALSE(may_guess(attempt_in(laptop)));
    EXPECT_TRUE(may_guess(attempt_in(DeviceId("a telephone"s))));
    EXPECT_TRUE(may_guess(attempt_from("203.0.113.7")));

    const SignInAttempt signed_in{.email = "eva@harbour.example", .session = SessionId("a session"s)};
    fail(signed_in, failures_per_session);
    EXPECT_FALSE(may_guess(signed_in));
    EXPECT_TRUE(may_guess({.email = "eva@harbour.example", .session = SessionId("another session"s)}));
}

TEST_P(GuessLimitStore, all_addresses_of_an_ipv6_network_of_64_bits_count_as_one) {
    for (int guess = 0; guess < failures_per_client; ++guess) {
        fail(attempt_from(fmt::format("2001:db8:7:9:{:x}::{:x}", guess, guess), fmt::format("nobody-{}", guess)));
    }
    EXPECT_FALSE(may_guess(attempt_from("2001:db8:7:9:ffff::1", "somebody else")));
    EXPECT_TRUE(may_guess(attempt_from("2001:db8:7:a::1", "somebody else")));
}

TEST_P(GuessLimitStore, failures_dated_in_the_future_do_not_count_and_are_deleted) {
    const auto now = clock.time;
    clock.time = now + std::chrono::hours(24);
    fail(attempt_from("203.0.113.7"), failures_per_client);
    EXPECT_FALSE(may_guess(attempt_from("203.0.113.7")));

    clock.time = now;
    EXPECT_TRUE(may_guess(attempt_from("203.0.113.7")));
    fail(attempt_from("203.0.113.7"));
    clock.time = now + std::chrono::hours(24);
    EXPECT_TRUE(may_guess(attempt_from("203.0.113.7")));
}

TEST_P(GuessLimitStore, failures_at_an_instance_whose_clock_is_ahead_count) {
    const auto now = clock.time;
    clock.time = now + std::chrono::seconds(2);
    fail(attempt_from("203.0.113.7"), failures_per_email);
    clock.time = now;
    EXPECT_FALSE(may_guess(attempt_from("203.0.113.7")));
    fail(attempt_from("198.51.100.1", "nobody@harbour.example"));
    clock.time = now + std::chrono::seconds(2);
    EXPECT_FALSE(may_guess(attempt_from("203.0.113.7")));
}

TEST_P(GuessLimitStore, failures_stop_to_count_after_the_window) {
    fail(attempt_in(laptop), failures_per_device);
    clock.time += failure_window;
    EXPECT_TRUE(may_guess(attempt_in(laptop)));
}

ROLLCALL_ON_BOTH_BACKENDS(GuessLimitStore);

}  // namespace rollcall::identity
