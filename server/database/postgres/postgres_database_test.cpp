#include "database/postgres/postgres_database.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>

#include "core/error.hpp"
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
                                                           if (++runs == 1) cut_connections();
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

TEST_F(PostgresDatabases, cache_the_statements_that_were_used_last) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> handle(PQconnectdb(empty.address().c_str()), PQfinish);
    PreparedStatements statements(2);
    const auto prepared_name = [&](const char* sql) { return statements.prepare(handle.get(), sql).name; };
    const auto first = prepared_name("SELECT 1");
    prepared_name("SELECT 2");
    EXPECT_EQ(prepared_name("SELECT 1"), first);
    prepared_name("SELECT 3");
    EXPECT_EQ(statements.size(), 2);
    EXPECT_EQ(prepared_name("SELECT 1"), first);
}

}  // namespace
}  // namespace rollcall::database::postgres
