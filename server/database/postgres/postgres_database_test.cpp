#include "database/postgres/postgres_database.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "core/error.hpp"
#include "database/limits.hpp"
#include "database/postgres/prepared_statements.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_writer.hpp"

namespace rollcall::database::postgres {
namespace {

constexpr Migration schema[] = {{1, "notes", "CREATE TABLE notes (text TEXT PRIMARY KEY)"}};
constexpr auto insert = "INSERT INTO notes VALUES ($1)";

std::int64_t count_notes(Transaction& tx) {
    return tx.first("SELECT count(*) FROM notes", [](const Row& row) { return row.integer(0); }).value();
}

template <class Function>
ErrorCode refusal(Function function) {
    try {
        function();
    } catch (const Error& error) {
        return error.code();
    }
    throw std::runtime_error("it was not refused");
}

class PostgresDatabases : public ::testing::Test {
protected:
    /// Like a restart of the server.
    void cut_connections() {
        testing::administer_postgres(fmt::format(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'", empty.name()));
    }
    void allow_connections(bool allowed) {
        testing::administer_postgres(fmt::format("ALTER DATABASE {} ALLOW_CONNECTIONS {}", empty.name(), allowed));
    }

    testing::EmptyDatabase empty{testing::Backend::postgres};
    testing::FixedClock clock;
};

TEST_F(PostgresDatabases, reconnect_when_idle_connections_were_lost) {
    const auto database = empty.open(schema, clock);
    database->write([](Transaction& tx) { tx.execute(insert, "before"); });
    EXPECT_EQ(database->read(count_notes), 1);
    cut_connections();
    EXPECT_EQ(database->read(count_notes), 1);
    database->write([](Transaction& tx) { tx.execute(insert, "after"); });
    EXPECT_EQ(database->read(count_notes), 2);
}

TEST_F(PostgresDatabases, are_unavailable_while_the_server_is_away_and_usable_again_afterwards) {
    const auto database = empty.open(schema, clock);
    EXPECT_EQ(database->read(count_notes), 0);
    allow_connections(false);
    cut_connections();
    EXPECT_EQ(refusal([&] { database->read(count_notes); }), ErrorCode::unavailable);
    EXPECT_EQ(refusal([&] { database->write([](Transaction& tx) { tx.execute(insert, "lost"); }); }),
              ErrorCode::unavailable);
    allow_connections(true);
    EXPECT_EQ(database->read(count_notes), 0);
    database->write([](Transaction& tx) { tx.execute(insert, "later"); });
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_F(PostgresDatabases, run_the_functions_again_when_the_connection_is_lost_before_the_commit) {
    auto connection = empty.connect_to_write();
    connection->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    Writer writer(*connection);
    std::atomic<int> runs = 0;
    auto answers = testing::write_together(writer, {
                                                       [](Transaction& tx) { tx.execute(insert, "first"); },
                                                       [&](Transaction& tx) {
                                                           if (++runs == 1) {
                                                               // In whatever order they run, the transaction has begun.
                                                               tx.execute(insert, "undone");
                                                               cut_connections();
                                                           }
                                                           tx.execute(insert, "second");
                                                       },
                                                       [](Transaction& tx) { tx.execute(insert, "third"); },
                                                   });
    for (auto& answer : answers) EXPECT_NO_THROW(answer.get());
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count_notes(*empty.connect_to_read()), 3);
}

TEST_F(PostgresDatabases, give_up_only_the_function_that_ends_its_connection_each_time) {
    auto connection = empty.connect_to_write();
    connection->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    Writer writer(*connection);
    auto answers = testing::write_together(
        writer, {
                    [](Transaction& tx) { tx.execute(insert, "first"); },
                    [](Transaction& tx) { tx.execute("SELECT pg_terminate_backend(pg_backend_pid(), 5000)"); },
                    [](Transaction& tx) { tx.execute(insert, "last"); },
                });
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_EQ(refusal([&] { answers[1].get(); }), ErrorCode::unavailable);
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(count_notes(*empty.connect_to_read()), 2);
}

TEST_F(PostgresDatabases, run_a_function_again_when_the_server_says_that_it_ends_the_connection_before_the_commit) {
    auto connection = empty.connect_to_write();
    connection->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    Writer writer(*connection);
    int runs = 0;
    writer.write([&](Transaction& tx) {
        tx.execute(insert, "kept");
        if (++runs == 1) cut_connections();
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count_notes(*empty.connect_to_read()), 1);
}

TEST_F(PostgresDatabases, read_again_when_the_connection_is_lost_at_the_first_statement_and_not_later) {
    const auto database = empty.open(schema, clock);
    EXPECT_EQ(database->read_statement(count_notes), 0);
    cut_connections();
    EXPECT_EQ(database->read_statement(count_notes), 0);
    EXPECT_EQ(refusal([&] {
                  database->read([&](Transaction& tx) {
                      count_notes(tx);
                      cut_connections();
                      count_notes(tx);
                  });
              }),
              ErrorCode::unavailable);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_F(PostgresDatabases, wait_for_the_server_once_for_each_statement_and_for_the_end_of_a_write) {
    auto opened = empty.connect_to_write();
    auto& writer = dynamic_cast<PostgresConnection&>(*opened);
    writer.execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    const auto round_trips_of = [](PostgresConnection& connection, const auto& function) {
        const auto before = connection.round_trips();
        function();
        return connection.round_trips() - before;
    };
    const auto write = [&](const char* first, const char* second) {
        writer.begin();
        writer.execute(insert, first);
        writer.execute("UPDATE notes SET text = text WHERE text = $1", first);
        writer.end_function();
        writer.execute(insert, second);
        writer.end_function();
        writer.commit();
    };
    // The statements are prepared in the round trips that run them first, so the first time costs no more.
    EXPECT_EQ(round_trips_of(writer, [&] { write("heron", "gannet"); }), 4);
    EXPECT_EQ(round_trips_of(writer, [&] { write("plover", "dunlin"); }), 4);
    EXPECT_EQ(round_trips_of(writer,
                             [&] {
                                 writer.begin();
                                 writer.end_function();
                                 writer.commit();
                             }),
              0);

    const auto write_in_parts = [&] {
        writer.begin();
        writer.begin_part();
        writer.execute(insert, "curlew");
        writer.end_part();
        writer.begin_part();
        writer.end_part();
        writer.begin_part();
        writer.execute(insert, "whimbrel");
        writer.undo_part();
        writer.commit();
    };
    EXPECT_EQ(round_trips_of(writer, write_in_parts), 5);
    writer.execute("DELETE FROM notes WHERE text = 'curlew'");

    const auto read_by = empty.connect_to_read();
    auto& reader = dynamic_cast<PostgresConnection&>(*read_by);
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(round_trips_of(reader,
                                 [&] {
                                     reader.begin();
                                     EXPECT_EQ(count_notes(reader), 4);
                                     EXPECT_EQ(count_notes(reader), 4);
                                     reader.commit();
                                 }),
                  2);
    }
    EXPECT_EQ(round_trips_of(reader, [&] { EXPECT_EQ(count_notes(reader), 4); }), 1);
}

TEST_F(PostgresDatabases, do_not_wait_for_statements_that_run_later) {
    auto opened = empty.connect_to_write();
    auto& writer = dynamic_cast<PostgresConnection&>(*opened);
    writer.execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    const auto before = writer.round_trips();
    writer.begin();
    writer.begin_part();
    EXPECT_EQ(count_notes(writer), 0);
    for (int number = 0; number < 100; ++number) writer.execute_later(insert, std::to_string(number));
    writer.end_part();
    writer.begin_part();
    writer.execute_later(insert, "undone");
    writer.execute_later(insert, "1");
    EXPECT_TRUE(writer.in_transaction());
    writer.undo_part();
    writer.execute_later(insert, "last");
    writer.end_function();
    writer.commit();
    // The count, the end of the first part, twice for what is undone, and the end.
    EXPECT_EQ(writer.round_trips() - before, 5);
    EXPECT_EQ(count_notes(*empty.connect_to_read()), 101);
}

TEST_F(PostgresDatabases, wait_once_for_statements_that_are_read_later) {
    const auto opened = empty.connect_to_read();
    auto& reader = dynamic_cast<PostgresConnection&>(*opened);
    const auto read_number = [](const Row& row) { return row.integer(0); };
    for (int time = 0; time < 2; ++time) {
        const auto before = reader.round_trips();
        reader.begin();
        reader.first("SELECT 1", read_number);
        auto second = reader.all_later("SELECT 2", read_number);
        auto third = reader.all_later("SELECT CAST($1 AS bigint)", read_number, 3);
        EXPECT_EQ(third.get_only(), 3);
        EXPECT_EQ(second.get_only(), 2);
        reader.all_later("SELECT 4", read_number);  // nobody asks for it
        reader.commit();
        EXPECT_EQ(reader.round_trips() - before, 3);
        EXPECT_FALSE(reader.in_transaction());
    }
}

TEST_F(PostgresDatabases, read_nothing_for_a_function_that_has_ended) {
    const auto writer = empty.connect_to_write();
    writer->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    int rows = 0;
    writer->begin();
    writer->execute(insert, "one");
    writer->all_later("SELECT text FROM notes", [&](const Row&) { return ++rows; });
    writer->end_function();
    writer->execute(insert, "two");
    writer->end_function();
    writer->commit();
    EXPECT_EQ(rows, 0);
    EXPECT_EQ(count_notes(*writer), 2);
}

TEST_F(PostgresDatabases, run_a_function_again_whose_connection_is_lost_while_statements_run_later) {
    auto connection = empty.connect_to_write();
    connection->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
    Writer writer(*connection);
    int runs = 0;
    writer.write([&](Transaction& tx) {
        count_notes(tx);
        tx.execute_later(insert, "one");
        if (++runs == 1) cut_connections();
        tx.execute_later(insert, "two");
        count_notes(tx);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count_notes(*empty.connect_to_read()), 2);
}

TEST_F(PostgresDatabases, refuse_to_continue_a_read_after_a_failed_statement) {
    const auto database = empty.open(schema, clock);
    const auto read_on = [](Transaction& tx) {
        EXPECT_THROW(tx.execute("SELECT 1 / count(*) FROM notes"), std::runtime_error);
        count_notes(tx);
    };
    EXPECT_THROW(database->read(read_on), std::logic_error);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_F(PostgresDatabases, hold_no_snapshot_after_a_read) {
    const auto connection = empty.connect_to_read();
    connection->begin();
    connection->first("SELECT count(*) FROM pg_class", [](const Row& row) { return row.integer(0); });
    const auto snapshots = [&] {
        return empty.connect_to_read()
            ->first(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND datname = $1 "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
                [](const Row& row) { return row.integer(0); }, empty.name())
            .value();
    };
    EXPECT_EQ(snapshots(), 1);
    connection->commit();
    // Nobody waits for the end, so it may take a moment.
    for (int tries = 0; tries < 1000 && snapshots() > 0; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(snapshots(), 0);
}

TEST_F(PostgresDatabases, let_the_server_forget_statements_that_were_not_used_for_long) {
    const auto connection = empty.connect_to_read();
    for (int round = 0; round < 2; ++round) {
        connection->begin();
        for (std::size_t number = 0; number < max_cached_statements + 40; ++number) {
            connection->first(fmt::format("SELECT {}", number), [](const Row& row) { return row.integer(0); });
        }
        connection->commit();
    }
    const auto prepared =
        connection->first("SELECT count(*) FROM pg_prepared_statements", [](const Row& row) { return row.integer(0); });
    // This statement, and the one that gave way to it and is forgotten with the next.
    EXPECT_LE(prepared.value(), static_cast<std::int64_t>(max_cached_statements + 2));
    EXPECT_GE(prepared.value(), static_cast<std::int64_t>(max_cached_statements - 1));
}

TEST_F(PostgresDatabases, let_the_server_forget_statements_that_gave_way_to_one_that_failed) {
    const auto connection = empty.connect_to_read();
    for (std::size_t number = 0; number < 2 * max_cached_statements; ++number) {
        EXPECT_THROW(connection->first(fmt::format("SELECT 1 / ({0} - {0})", number),
                                       [](const Row& row) { return row.integer(0); }),
                     std::exception);
    }
    connection->first("SELECT 1", [](const Row& row) { return row.integer(0); });
    const auto prepared =
        connection->first("SELECT count(*) FROM pg_prepared_statements", [](const Row& row) { return row.integer(0); });
    EXPECT_LE(prepared.value(), static_cast<std::int64_t>(max_cached_statements + 2));
}

TEST_F(PostgresDatabases, with_a_full_disk_are_unavailable) {
    const auto database = empty.open(schema, clock);
    const auto fill = [](Transaction& tx) {
        tx.execute("DO 'BEGIN RAISE EXCEPTION ''could not extend file'' USING ERRCODE = ''disk_full''; END'");
    };
    EXPECT_EQ(refusal([&] { database->write(fill); }), ErrorCode::unavailable);
    database->write([](Transaction& tx) { tx.execute(insert, "there is room again"); });
}

TEST_F(PostgresDatabases, wait_for_a_lock_of_another_session_only_until_the_timeout) {
    const auto database = empty.open(schema, clock);
    const auto other_session = empty.connect_to_read();
    other_session->execute("BEGIN");
    other_session->execute("LOCK TABLE notes");
    EXPECT_EQ(refusal([&] { database->write([](Transaction& tx) { tx.execute(insert, "no"); }); }),
              ErrorCode::unavailable);
    other_session->execute("COMMIT");
    database->write([](Transaction& tx) { tx.execute(insert, "yes"); });
}

TEST_F(PostgresDatabases, refuse_a_text_that_is_not_utf8_or_has_a_zero_byte) {
    const auto connection = empty.connect_to_read();
    const auto text = [](const Row& row) { return row.text(0); };
    EXPECT_THROW(connection->first("SELECT $1", text, std::string("zero \0 byte", 11)), std::runtime_error);
    EXPECT_THROW(connection->first("SELECT $1", text, "\xff"), std::runtime_error);
}

TEST_F(PostgresDatabases, of_another_encoding_are_refused) {
    const auto name = empty.name() + "_latin";
    testing::administer_postgres("CREATE DATABASE " + name +
                                 " TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'LATIN1'");
    try {
        open_migrated_postgres(testing::postgres_address(name), schema, clock);
        ADD_FAILURE() << "it was opened";
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(std::string(error.what()), "Cannot use the PostgreSQL database: its encoding is LATIN1 and not UTF8");
    }
    testing::administer_postgres("DROP DATABASE " + name);
}

TEST_F(PostgresDatabases, commit_durably_even_if_the_server_is_configured_for_less) {
    testing::administer_postgres("ALTER DATABASE " + empty.name() + " SET synchronous_commit = off");
    EXPECT_EQ(empty.connect_to_write()->first("SHOW synchronous_commit", [](const Row& row) { return row.text(0); }),
              "on");
}

TEST_F(PostgresDatabases, read_through_the_indexes_of_joins) {
    constexpr auto explain = "EXPLAIN SELECT 1 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid";
    const auto plan = empty.connect_to_read()->first(explain, [](const Row& row) { return row.text(0); });
    EXPECT_TRUE(plan.value().starts_with("Nested Loop")) << *plan;
}

TEST_F(PostgresDatabases, plan_a_statement_once_for_all_values) {
    const auto connection = empty.connect_to_write();
    const auto read_number = [](const Row& row) { return row.integer(0); };
    for (int value = 0; value < 3; ++value) connection->first("SELECT $1 + 1", read_number, value);
    EXPECT_EQ(connection->first("SELECT CAST(SUM(custom_plans) AS BIGINT) FROM pg_prepared_statements", read_number),
              0);
}

}  // namespace
}  // namespace rollcall::database::postgres
