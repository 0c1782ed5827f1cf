#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "core/lasting_error.hpp"
#include "database/postgres/postgres_database.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_writer.hpp"
#include "database/whole/database_lock.hpp"

/// Several instances on one database.
namespace rollcall::database::postgres {
namespace {

using namespace std::chrono_literals;
using WorkClaim = Database::WorkClaim;

constexpr Migration schema[] = {
    {1, "counters", "CREATE TABLE counters (value BIGINT NOT NULL); INSERT INTO counters VALUES (0)"},
    {2, "more", "CREATE TABLE more (value BIGINT NOT NULL)"},
};

std::int64_t read_counter(Transaction& tx) {
    return tx.first("SELECT value FROM counters", [](const Row& row) { return row.integer(0); }).value();
}

class PostgresInstances : public ::testing::Test {
protected:
    std::unique_ptr<Database> open(std::span<const Migration> migrations = schema,
                                   Instances instances = Instances::several) const {
        return open_migrated_postgres(empty.address(), migrations, clock, std::make_shared<DatabaseMetrics>(),
                                      instances);
    }

    std::string refusal(std::span<const Migration> migrations = schema, Instances instances = Instances::several) {
        try {
            open(migrations, instances);
            return "";
        } catch (const std::exception& error) {
            return error.what();
        }
    }

    void cut_connections(const std::string& condition = "TRUE") {
        testing::administer_postgres(
            fmt::format("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}' AND {}",
                        empty.name(), condition));
    }

    testing::EmptyDatabase empty{testing::Backend::postgres};
    testing::FixedClock clock;
};

TEST_F(PostgresInstances, lose_no_change_of_each_other_that_depends_on_what_was_read) {
    const auto first = open();
    const auto second = open();
    const auto count = [](Database& database) {
        for (int time = 0; time < 100; ++time) {
            database.write([](Transaction& tx) {
                const auto value = read_counter(tx);
                tx.execute("UPDATE counters SET value = $1", value + 1);
            });
        }
    };
    std::thread other([&] { count(*second); });
    count(*first);
    other.join();
    EXPECT_EQ(first->read(read_counter), 200);
}

TEST_F(PostgresInstances, wait_for_one_that_stands_still_in_a_write_and_go_on_once_it_was_cut_off) {
    open();
    const auto still = empty.connect_to_write();
    still->begin();
    EXPECT_EQ(read_counter(*still), 0);
    auto connection = empty.connect_to_write();
    Writer writer(*connection);
    const auto add = [](Transaction& tx) { tx.execute("UPDATE counters SET value = value + 1"); };
    // They wait as one, not one after the other: then the last ones would see it cut off.
    auto answers = testing::write_together(writer, {add, add, add, add});
    for (auto& answer : answers) EXPECT_THROW(answer.get(), Error);
    // It is cut off after 10 s, and a write waits for 5 s: this one from about the 8th to the 13th.
    std::this_thread::sleep_for(3s);
    EXPECT_NO_THROW(writer.write(add));
    EXPECT_THROW(still->execute("UPDATE counters SET value = 7"), Error);
    EXPECT_EQ(read_counter(*empty.connect_to_read()), 1);
}

TEST_F(PostgresInstances, that_start_at_once_on_an_empty_database_migrate_it_once_and_serve_all) {
    std::vector<std::future<std::unique_ptr<Database>>> starts;
    for (int number = 0; number < 4; ++number) {
        starts.push_back(std::async(std::launch::async, [&] { return open(); }));
    }
    std::vector<std::unique_ptr<Database>> instances;
    for (auto& start : starts) ASSERT_NO_THROW(instances.push_back(start.get()));
    for (auto& instance : instances) EXPECT_EQ(instance->read(read_counter), 0);
    EXPECT_NE(refusal(schema, Instances::one), "");
}

TEST_F(PostgresInstances, keep_a_newer_program_from_migrating) {
    const auto older = open(std::span(schema).first(1));
    EXPECT_EQ(refusal(),
              "Cannot use the PostgreSQL database: other instances of Rollcall are using it, and it needs migration 2: "
              "stop them first");
    older->write([](Transaction& tx) { tx.execute("UPDATE counters SET value = 7"); });
    EXPECT_EQ(older->read(read_counter), 7);
}

TEST_F(PostgresInstances, make_a_newer_program_wait_for_their_end) {
    auto older = open(std::span(schema).first(1));
    auto newer = std::async(std::launch::async, [&] { return open(); });
    EXPECT_EQ(newer.wait_for(500ms), std::future_status::timeout);
    older.reset();
    EXPECT_NO_THROW(newer.get());
}

TEST_F(PostgresInstances, wait_for_a_command_that_needs_the_database_alone) {
    auto command = lock_database(empty.address());
    auto instance = std::async(std::launch::async, [&] { return open(); });
    EXPECT_EQ(instance.wait_for(500ms), std::future_status::timeout);
    command.reset();
    EXPECT_NO_THROW(instance.get());
}

TEST_F(PostgresInstances, hold_their_lock_again_after_a_lost_connection) {
    const auto database = open();
    cut_connections();
    database->write([](Transaction& tx) { tx.execute("UPDATE counters SET value = 1"); });
    EXPECT_THROW(lock_database(empty.address()), std::runtime_error);
}

TEST_F(PostgresInstances, write_no_more_where_the_tables_were_changed_while_their_connection_was_lost) {
    const auto older = open(std::span(schema).first(1));
    cut_connections();
    open();
    EXPECT_THROW(older->write([](Transaction& tx) { tx.execute("UPDATE counters SET value = 1"); }), Error);
    EXPECT_THROW(older->write([](Transaction& tx) { tx.execute("UPDATE counters SET value = 1"); }), Error);
    EXPECT_EQ(open()->read(read_counter), 0);
}

TEST_F(PostgresInstances, share_out_work_and_keep_what_they_have) {
    auto first = open();
    const auto second = open();
    EXPECT_EQ(first->claim_work("mail"), WorkClaim::taken_over);
    EXPECT_EQ(second->claim_work("mail"), WorkClaim::another_instance);
    EXPECT_EQ(second->claim_work("imports"), WorkClaim::taken_over);
    EXPECT_EQ(first->claim_work("imports"), WorkClaim::another_instance);
    std::this_thread::sleep_for(1100ms);  // they are asked again
    EXPECT_EQ(first->claim_work("mail"), WorkClaim::kept);
    EXPECT_EQ(second->claim_work("mail"), WorkClaim::another_instance);
    EXPECT_EQ(second->claim_work("imports"), WorkClaim::kept);
}

/// As work asks again and again.
WorkClaim claim_until_taken(Database& database) {
    auto claim = database.claim_work("mail");
    for (int tries = 0; tries < 100 && claim == WorkClaim::another_instance; ++tries) {
        std::this_thread::sleep_for(100ms);
        claim = database.claim_work("mail");
    }
    return claim;
}

TEST_F(PostgresInstances, take_over_the_work_of_one_that_ends) {
    auto first = open();
    const auto second = open();
    EXPECT_EQ(first->claim_work("mail"), WorkClaim::taken_over);
    EXPECT_EQ(second->claim_work("mail"), WorkClaim::another_instance);
    first.reset();
    EXPECT_EQ(claim_until_taken(*second), WorkClaim::taken_over);
    EXPECT_EQ(second->claim_work("mail"), WorkClaim::kept);
}

TEST_F(PostgresInstances, take_over_the_work_of_one_that_loses_its_connection_and_that_one_knows_it) {
    const auto first = open();
    const auto second = open();
    EXPECT_EQ(first->claim_work("mail"), WorkClaim::taken_over);
    cut_connections("query LIKE '%pg_try_advisory_lock(1919904876%'");
    EXPECT_EQ(claim_until_taken(*second), WorkClaim::taken_over);
    std::this_thread::sleep_for(1100ms);
    EXPECT_EQ(first->claim_work("mail"), WorkClaim::another_instance);
}

}  // namespace
}  // namespace rollcall::database::postgres
