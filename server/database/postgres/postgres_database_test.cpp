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
    /// As a restart of the server does.
    void cut_connections() {
        testing::administer_postgres(fmt::format(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'", empty.name()));
    }
    void let_connect(bool allowed) {
        testing::administer_postgres(fmt::format("ALTER DATABASE {} ALLOW_CONNECTIONS {}", empty.name(), allowed));
    }

    testing::EmptyDatabase empty{testing::Backend::postgres};
    testing::StandingClock clock;
};

TEST_F(PostgresDatabases, go_on_when_idle_connections_were_lost) {
    const auto database = empty.open(schema, clock);
    database->write([](Transaction& tx) { tx.execute(insert, "before"); });
    EXPECT_EQ(database->read(count_notes), 1);
    cut_connections();
    EXPECT_EQ(database->read(count_notes), 1);
    database->write([](Transaction& tx) { tx.execute(insert, "after"); });
    EXPECT_EQ(database->read(count_notes), 2);
}

TEST_F(PostgresDatabases, are_unavailable_while_the_server_is_away_and_well_again_afterwards) {
    const auto database = empty.open(schema, clock);
    EXPECT_EQ(database->read(count_notes), 0);
    let_connect(false);
    cut_connections();
    EXPECT_EQ(refusal([&] { database->read(count_notes); }), ErrorCode::unavailable);
    EXPECT_EQ(refusal([&] { database->write([](Transaction& tx) { tx.execute(insert, "lost"); }); }),
              ErrorCode::unavailable);
    let_connect(true);
    EXPECT_EQ(database->read(count_notes), 0);
    database->write([](Transaction& tx) { tx.execute(insert, "later"); });
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_F(PostgresDatabases, whose_connection_is_lost_before_the_commit_run_the_functions_again) {
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

TEST_F(PostgresDatabases, give_up_a_function_that_ends_its_connection_each_time_and_no_other) {
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

TEST_F(PostgresDatabases, with_a_full_disk_are_unavailable_and_say_so) {
    const auto database = empty.open(schema, clock);
    const auto fill = [](Transaction& tx) {
        tx.execute("DO 'BEGIN RAISE EXCEPTION ''could not extend file'' USING ERRCODE = ''disk_full''; END'");
    };
    EXPECT_EQ(refusal([&] { database->write(fill); }), ErrorCode::unavailable);
    database->write([](Transaction& tx) { tx.execute(insert, "there is room again"); });
}

TEST_F(PostgresDatabases, wait_for_a_lock_that_somebody_else_holds_only_so_long) {
    const auto database = empty.open(schema, clock);
    const auto somebody = empty.connect_to_read();
    somebody->execute("BEGIN");
    somebody->execute("LOCK TABLE notes");
    EXPECT_EQ(refusal([&] { database->write([](Transaction& tx) { tx.execute(insert, "no"); }); }),
              ErrorCode::unavailable);
    somebody->execute("COMMIT");
    database->write([](Transaction& tx) { tx.execute(insert, "yes"); });
}

TEST_F(PostgresDatabases, refuse_what_is_no_text) {
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
        open(testing::postgres_address(name), schema, clock);
        ADD_FAILURE() << "it was opened";
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(std::string(error.what()), "Cannot use the PostgreSQL database: its encoding is LATIN1 and not UTF8");
    }
    testing::administer_postgres("DROP DATABASE " + name);
}

TEST_F(PostgresDatabases, ask_for_durable_commits_where_the_server_is_set_to_less) {
    testing::administer_postgres("ALTER DATABASE " + empty.name() + " SET synchronous_commit = off");
    EXPECT_EQ(empty.connect_to_write()->first("SHOW synchronous_commit", [](const Row& row) { return row.text(0); }),
              "on");
}

TEST_F(PostgresDatabases, keep_the_statements_that_were_used_last) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> handle(PQconnectdb(empty.address().c_str()), PQfinish);
    PreparedStatements statements(2);
    const auto name_of = [&](const char* sql) { return statements.prepared(handle.get(), sql).name; };
    const auto first = name_of("SELECT 1");
    name_of("SELECT 2");
    EXPECT_EQ(name_of("SELECT 1"), first);
    name_of("SELECT 3");
    EXPECT_EQ(statements.size(), 2);
    EXPECT_EQ(name_of("SELECT 1"), first);
}

}  // namespace
}  // namespace rollcall::database::postgres
