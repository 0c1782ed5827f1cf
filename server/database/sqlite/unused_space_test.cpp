#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <thread>

#include "core/temporary_folder.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/sqlite/sqlite_database.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {

namespace {

// As of calls: a table that grows at its end and whose rows become longer, one in the order of its texts, and rows that
// need further pages.
const Migration schema[] = {{1, "talks", R"(
    CREATE TABLE talks (number INTEGER PRIMARY KEY, caller TEXT, summary TEXT) STRICT;
    CREATE INDEX talks_by_caller ON talks (caller);
    CREATE TABLE transcripts (number INTEGER PRIMARY KEY, turns TEXT NOT NULL) STRICT;
    CREATE TABLE words (word TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (word, number)) STRICT,
        WITHOUT ROWID;)"}};

constexpr int talk_count = 6'000;
// Of every seventh; in nothing else that is stored.
constexpr std::string_view marker = "zq";

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_erased(int number) { return number % 7 == 0; }

std::string text_of(int number) {
    return fmt::format("{:04}-{}{:04}", number * 7919 % talk_count, is_erased(number) ? marker : "kept", number);
}

std::string repeat(const std::string& text, int times) {
    std::string repeated;
    for (int time = 0; time < times; ++time) repeated += text + ' ';
    return repeated;
}

class UnusedSpace : public ::testing::Test {
protected:
    UnusedSpace() {
        for (int first = 0; first < talk_count; first += 100) {
            database->write([&](Transaction& tx) {
                for (int number = first; number < first + 100; ++number) insert(tx, number);
            });
        }
        database->write([&](Transaction& tx) {
            for (int number = 0; number < talk_count; number += 2) {
                tx.execute("UPDATE talks SET summary = $1 WHERE number = $2", repeat(text_of(number), 30), number);
            }
        });
    }

    static void insert(Transaction& tx, int number) {
        tx.execute("INSERT INTO talks (number, caller) VALUES ($1, $2)", number, text_of(number));
        tx.execute("INSERT INTO transcripts (number, turns) VALUES ($1, $2)", number,
                   repeat(text_of(number), number % 50 == 0 ? 700 : 40));
        for (int word = 0; word < 5; ++word) {
            const int other = number * (word + 1) % talk_count;
            if (number >= talk_count && is_erased(other)) continue;
            tx.execute("INSERT INTO words (word, number) VALUES ($1, $2)", fmt::format("{}{}", word, text_of(other)),
                       number);
        }
    }

    void delete_marked() {
        database->write([&](Transaction& tx) {
            tx.execute("UPDATE talks SET caller = NULL, summary = NULL WHERE number % 7 = 0");
            tx.execute("DELETE FROM transcripts WHERE number % 7 = 0");
            tx.execute("DELETE FROM words WHERE word LIKE '%zq%'");
        });
    }

    bool erase() { return database->erase_remains({}, {}); }

    // So that nothing is found in it that is not in the file.
    void empty_log() {
        SqliteConnection connection(file, SqliteConnection::Access::write);
        const auto is_busy =
            connection.first("PRAGMA wal_checkpoint(TRUNCATE)", [](const Row& row) { return row.integer(0); });
        ASSERT_EQ(is_busy, 0);
        ASSERT_EQ(content(file + "-wal"), "");
    }

    // How often the marker is anywhere, so that a failure tells how much is left.
    int count_marks() const {
        const auto bytes = content(file) + content(file + "-wal");
        int count = 0;
        for (auto at = bytes.find(marker); at != std::string::npos; at = bytes.find(marker, at + 1)) ++count;
        return count;
    }
    std::string check() {
        return *database->read([&](Transaction& tx) {
            return tx.first("PRAGMA integrity_check", [](const Row& row) { return row.text(0); });
        });
    }

    TemporaryFolder folder;
    std::string file = folder.file("talks.db");
    testing::FixedClock clock;
    std::unique_ptr<Database> database = open_migrated_sqlite(file, schema, clock);
};

}  // namespace

TEST_F(UnusedSpace, keeps_copies_of_moved_rows_that_deleting_leaves_and_erasing_does_not) {
    delete_marked();
    empty_log();
    ASSERT_GT(count_marks(), 0) << "the test finds nothing that deleting leaves";
    EXPECT_TRUE(erase());
    EXPECT_EQ(count_marks(), 0);
    EXPECT_EQ(check(), "ok");
}

TEST_F(UnusedSpace, does_not_come_back_by_later_writes) {
    delete_marked();
    EXPECT_TRUE(erase());
    database->write([&](Transaction& tx) {
        for (int number = 1; number < talk_count; ++number) {
            if (is_erased(number)) continue;
            tx.execute("UPDATE talks SET summary = $1 WHERE number = $2", repeat(text_of(number), 35), number);
            tx.execute("INSERT INTO words (word, number) VALUES ($1, $2)", text_of(number), number);
        }
    });
    empty_log();
    EXPECT_EQ(count_marks(), 0);
    EXPECT_EQ(check(), "ok");
}

TEST_F(UnusedSpace, is_erased_while_others_read_and_write) {
    delete_marked();
    std::atomic<bool> is_over = false;
    std::jthread reader([&] {
        while (!is_over) {
            database->read([&](Transaction& tx) {
                return tx.first("SELECT count(*) FROM words w JOIN transcripts t ON t.number = w.number",
                                [](const Row& row) { return row.integer(0); });
            });
        }
    });
    std::jthread writer([&] {
        for (int number = talk_count; !is_over; ++number) {
            if (!is_erased(number)) database->write([&](Transaction& tx) { insert(tx, number); });
        }
    });
    for (int round = 0; round < 5; ++round) EXPECT_TRUE(erase());
    is_over = true;
    writer.join();
    reader.join();
    empty_log();
    EXPECT_EQ(count_marks(), 0);
    EXPECT_EQ(check(), "ok");
}

TEST_F(UnusedSpace, does_not_keep_writers_waiting_for_a_reader) {
    delete_marked();
    std::promise<void> is_reading;
    std::promise<void> is_erasing;
    std::promise<void> is_written;
    std::jthread reader([&] {
        database->read([&](Transaction& tx) {
            tx.first("SELECT count(*) FROM talks", [](const Row& row) { return row.integer(0); });
            is_reading.set_value();
            // Less than the time for which erasing waits.
            EXPECT_EQ(is_written.get_future().wait_for(std::chrono::seconds(8)), std::future_status::ready);
        });
    });
    is_reading.get_future().wait();
    database->write([&](Transaction& tx) { insert(tx, talk_count + 1); });
    std::jthread eraser([&] {
        is_erasing.set_value();
        EXPECT_TRUE(erase());
    });
    is_erasing.get_future().wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    database->write([&](Transaction& tx) { insert(tx, talk_count + 2); });
    is_written.set_value();
    eraser.join();
    empty_log();
    EXPECT_EQ(count_marks(), 0);
}

TEST_F(UnusedSpace, stays_where_a_stop_is_requested) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(database->erase_remains({}, stop.get_token()));
}

}  // namespace rollcall::database::sqlite
