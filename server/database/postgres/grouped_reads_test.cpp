#include "database/postgres/grouped_reads.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "database/limits.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::database::postgres {
namespace {

class ReadsOfOneStatement : public ::testing::Test {
protected:
    std::int64_t ask(const char* sql, std::int64_t value) {
        std::int64_t answer = 0;
        reads.read([&](Transaction& tx) {
            answer = tx.first(
                           sql, [](const Row& row) { return row.integer(0); }, value)
                         .value();
        });
        return answer;
    }

    std::future<std::int64_t> ask_beside(const char* sql, std::int64_t value) {
        return std::async(std::launch::async, [=, this] { return ask(sql, value); });
    }

    /// Runs `ask_all` while all connections are busy, until `count` statements wait; then they are answered.
    void while_all_connections_are_busy(std::size_t count, const std::function<void()>& ask_all) {
        PostgresConnection other(testing::postgres_address(empty.name()), PostgresConnection::Access::read);
        other.run_script("SELECT pg_advisory_lock(1)");
        constexpr auto wait = "SELECT CAST($1 AS bigint) FROM (SELECT pg_advisory_xact_lock_shared(1)) waited";
        std::vector<std::future<std::int64_t>> busy;
        for (std::size_t number = 1; number <= max_group_connections; ++number) {
            busy.push_back(ask_beside(wait, 0));
            until([&] { return count_waiting_for_lock(other) == static_cast<std::int64_t>(number); });
        }
        ask_all();
        until([&] { return reads.waiting() == count; });
        other.run_script("SELECT pg_advisory_unlock(1)");
    }

    static std::int64_t count_waiting_for_lock(PostgresConnection& connection) {
        constexpr auto select = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        return connection.first(select, [](const Row& row) { return row.integer(0); }).value();
    }

    static void until(const std::function<bool()>& condition) {
        while (!condition()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    testing::EmptyDatabase empty{testing::Backend::postgres};

    std::uint64_t round_trips() const {
        std::uint64_t sum = 0;
        for (const auto* connection : opened) sum += connection->round_trips();
        return sum;
    }

    std::vector<const PostgresConnection*> opened;
    std::mutex opening;
    GroupedReads reads{[this] {
                           auto connection = std::make_unique<PostgresConnection>(
                               testing::postgres_address(empty.name()), PostgresConnection::Access::read);
                           const std::lock_guard lock(opening);
                           opened.push_back(connection.get());
                           return connection;
                       },
                       std::make_shared<DatabaseMetrics>()};
};

constexpr auto echo = "SELECT CAST($1 AS bigint)";
constexpr auto divide = "SELECT 100 / CAST($1 AS bigint)";

TEST_F(ReadsOfOneStatement, give_each_of_many_threads_its_own_answer) {
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (std::int64_t thread = 0; thread < 24; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::int64_t turn = 0; turn < 200; ++turn) {
                if (const auto value = thread * 1'000 + turn; ask(echo, value) != value) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(opened.size(), max_group_connections);
}

TEST_F(ReadsOfOneStatement, that_wait_at_the_same_time_share_a_transaction) {
    std::vector<std::future<std::int64_t>> together;
    constexpr auto begun = "SELECT CAST(1000000 * extract(epoch FROM transaction_timestamp()) AS bigint) + $1";
    while_all_connections_are_busy(10, [&] {
        for (int number = 0; number < 10; ++number) together.push_back(ask_beside(begun, 0));
    });
    std::set<std::int64_t> times;
    for (auto& one : together) times.insert(one.get());
    EXPECT_EQ(times.size(), 1);
}

TEST_F(ReadsOfOneStatement, see_all_that_was_committed_before_they_were_asked) {
    const auto writer = empty.connect_to_write();
    writer->execute("CREATE TABLE numbers (number BIGINT PRIMARY KEY)");
    constexpr auto newest = "SELECT coalesce(max(number), 0) + $1 FROM numbers";
    std::atomic<bool> is_over = false;
    std::vector<std::thread> others;
    for (int number = 0; number < 8; ++number) {
        others.emplace_back([&] {
            while (!is_over) ask(newest, 0);
        });
    }
    for (std::int64_t number = 1; number <= 300; ++number) {
        writer->execute("INSERT INTO numbers VALUES ($1)", number);
        EXPECT_EQ(ask(newest, 0), number);
    }
    is_over = true;
    for (auto& other : others) other.join();
}

TEST_F(ReadsOfOneStatement, that_fail_concern_no_other_of_their_group) {
    std::vector<std::future<std::int64_t>> together;
    std::uint64_t before = 0;
    while_all_connections_are_busy(6, [&] {
        before = round_trips();
        for (const std::int64_t divisor : {1, 0, 2, 0, 0, 4}) together.push_back(ask_beside(divide, divisor));
    });
    std::vector<std::int64_t> answers;
    for (auto& one : together) {
        try {
            answers.push_back(one.get());
        } catch (const std::runtime_error&) {
            answers.push_back(-1);
        }
    }
    EXPECT_EQ(answers, (std::vector<std::int64_t>{100, -1, 50, -1, -1, 25}));
    EXPECT_LT(round_trips() - before, 6) << "one, and one after each that failed";
}

TEST_F(ReadsOfOneStatement, with_another_number_of_values_are_mistakes_that_concern_no_other) {
    std::future<std::int64_t> right;
    std::future<std::int64_t> wrong;
    while_all_connections_are_busy(2, [&] {
        right = ask_beside(echo, 7);
        wrong = ask_beside("SELECT CAST($1 AS bigint) + CAST($2 AS bigint)", 7);
    });
    EXPECT_THROW(wrong.get(), std::logic_error);
    EXPECT_EQ(right.get(), 7);
}

TEST_F(ReadsOfOneStatement, are_asked_again_where_the_connection_was_lost) {
    EXPECT_EQ(ask(echo, 1), 1);
    testing::administer_postgres(
        fmt::format("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'", empty.name()));
    EXPECT_EQ(ask(echo, 2), 2);
}

TEST_F(ReadsOfOneStatement, are_unavailable_while_the_server_is_away_and_answered_again_afterwards) {
    const auto allow = [&](bool allowed) {
        testing::administer_postgres(fmt::format("ALTER DATABASE {} ALLOW_CONNECTIONS {}", empty.name(), allowed));
    };
    EXPECT_EQ(ask(echo, 1), 1);
    allow(false);
    testing::administer_postgres(
        fmt::format("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'", empty.name()));
    std::vector<std::future<std::int64_t>> together;
    for (int number = 0; number < 6; ++number) together.push_back(ask_beside(echo, number));
    for (auto& one : together) {
        try {
            one.get();
            ADD_FAILURE() << "it was answered";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::unavailable);
        }
    }
    allow(true);
    EXPECT_EQ(ask(echo, 3), 3);
}

}  // namespace
}  // namespace rollcall::database::postgres
