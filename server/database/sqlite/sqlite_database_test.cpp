#include "database/sqlite/sqlite_database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "core/error.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {
namespace {

constexpr Migration schema[] = {{1, "notes", "CREATE TABLE notes (text TEXT PRIMARY KEY) STRICT;"}};

std::int64_t count_notes(Transaction& tx) {
    return tx.first("SELECT count(*) FROM notes", [](const Row& row) { return row.integer(0); }).value();
}

std::int64_t insert_note(Transaction& tx, const std::string& text) {
    return tx.execute("INSERT INTO notes VALUES ($1)", text);
}

class SqliteDatabases : public ::testing::Test {
protected:
    std::unique_ptr<Database> open_again() { return open(file, schema, clock); }

    std::string refusal() {
        try {
            open_again();
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    testing::TemporaryFolder folder;
    testing::StandingClock clock;
    std::string file = folder.file("rollcall.db");
};

TEST_F(SqliteDatabases, keep_what_was_written) {
    open_again()->write([](Transaction& tx) { return insert_note(tx, "kept"); });
    EXPECT_EQ(open_again()->read(count_notes), 1);
}

TEST_F(SqliteDatabases, answer_what_the_function_answers) {
    const auto database = open_again();
    EXPECT_EQ(database->write([](Transaction& tx) { return insert_note(tx, "one"); }), 1);
    EXPECT_EQ(database->read([](Transaction&) { return std::string("two"); }), "two");
    EXPECT_THROW(database->read([](Transaction&) { throw Error::not_found(); }), Error);
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_F(SqliteDatabases, a_reader_sees_one_moment_while_others_write) {
    const auto database = open_again();
    database->read([&](Transaction& tx) {
        EXPECT_EQ(count_notes(tx), 0);
        std::async(std::launch::async, [&] {
            database->write([](Transaction& other) { insert_note(other, "meanwhile"); });
        }).get();
        EXPECT_EQ(count_notes(tx), 0);
    });
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_F(SqliteDatabases, a_read_that_writes_is_a_mistake) {
    const auto database = open_again();
    EXPECT_THROW(database->read([](Transaction& tx) { insert_note(tx, "no"); }), std::logic_error);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_F(SqliteDatabases, a_transaction_inside_another_is_a_mistake) {
    const auto database = open_again();
    const auto read = [&](Transaction&) { database->read(count_notes); };
    const auto write = [&](Transaction&) { database->write([](Transaction&) {}); };
    EXPECT_THROW(database->read(read), std::logic_error);
    EXPECT_THROW(database->read(write), std::logic_error);
    EXPECT_THROW(database->write(read), std::logic_error);
    EXPECT_THROW(database->write(write), std::logic_error);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_F(SqliteDatabases, many_threads_read_and_write_at_once) {
    const auto database = open_again();
    std::atomic<std::int64_t> written = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 32; ++thread) {
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 20; ++round) {
                database->write(
                    [&](Transaction& tx) { insert_note(tx, std::to_string(thread) + " " + std::to_string(round)); });
                const auto at_least = ++written;
                EXPECT_GE(database->read(count_notes), at_least);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(database->read(count_notes), 640);
}

TEST_F(SqliteDatabases, a_second_server_on_the_same_file_is_refused) {
    {
        const auto first = open_again();
        EXPECT_EQ(refusal(),
                  "Another Rollcall is using this data folder: " + std::filesystem::path(file).parent_path().string());
    }
    EXPECT_EQ(refusal(), "");
}

TEST_F(SqliteDatabases, their_files_are_private) {
    std::ofstream(file).flush();
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    const auto database = open_again();
    for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
        EXPECT_EQ(std::filesystem::status(file + end).permissions(), std::filesystem::perms(0600)) << end;
    }
}

TEST_F(SqliteDatabases, leave_one_whole_file_when_closed) {
    {
        const auto database = open_again();
        database->write([](Transaction& tx) { insert_note(tx, "kept"); });
        database->read(count_notes);
    }
    EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
    EXPECT_EQ(open_again()->read(count_notes), 1);
}

TEST_F(SqliteDatabases, what_cannot_be_opened_is_refused_in_one_line) {
    std::ofstream(file) << std::string(5000, 'x');
    EXPECT_EQ(refusal(), "Cannot use " + file + ": file is not a database");
    file = folder.file("no/such/folder.db");
    EXPECT_EQ(refusal(), "Cannot write " + file + ".lock: No such file or directory");
}

}  // namespace
}  // namespace rollcall::database::sqlite
