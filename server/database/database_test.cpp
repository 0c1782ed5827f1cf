#include "database/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <thread>

#include "core/error.hpp"
#include "database/testing_backends.hpp"
#include "database/whole/database_lock.hpp"

namespace rollcall::database {
namespace {

constexpr Migration schema[] = {
    {1, "notes", "CREATE TABLE notes (text TEXT PRIMARY KEY); INSERT INTO notes VALUES ('of the schema');"},
    {2, "numbers", "CREATE TABLE numbers (number INTEGER NOT NULL);"},
};

std::int64_t count_notes(Transaction& tx) {
    return tx
        .first("SELECT count(*) FROM notes WHERE text <> 'of the schema'",
               [](const Row& row) { return row.integer(0); })
        .value();
}

std::int64_t insert_note(Transaction& tx, const std::string& text) {
    return tx.execute("INSERT INTO notes VALUES ($1)", text);
}

class Databases : public testing::OnEachBackend {
protected:
    std::unique_ptr<Database> open_again() { return empty.open(schema, clock); }

    std::string refusal(std::span<const Migration> migrations = schema) {
        try {
            empty.open(migrations, clock);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }
};

TEST_P(Databases, keep_what_was_written) {
    open_again()->write([](Transaction& tx) { return insert_note(tx, "kept"); });
    EXPECT_EQ(open_again()->read(count_notes), 1);
}

TEST_P(Databases, return_the_result_of_the_function) {
    const auto database = open_again();
    EXPECT_EQ(database->write([](Transaction& tx) { return insert_note(tx, "one"); }), 1);
    EXPECT_EQ(database->read([](Transaction&) { return std::string("two"); }), "two");
    EXPECT_THROW(database->read([](Transaction&) { throw Error::not_found(); }), Error);
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_P(Databases, a_reader_sees_one_snapshot_while_others_write) {
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

void insert_note_later(Transaction& tx, const std::string& text) {
    tx.execute_later("INSERT INTO notes VALUES ($1)", text);
}

TEST_P(Databases, run_what_runs_later_in_its_order_and_before_what_reads_it) {
    const auto database = open_again();
    database->write([](Transaction& tx) {
        insert_note(tx, "first");
        for (int number = 0; number < 1'000; ++number) insert_note_later(tx, std::to_string(number));
        EXPECT_EQ(count_notes(tx), 1'001);
        tx.execute_later("UPDATE notes SET text = $1 WHERE text = $2", "second", "first");
        tx.execute_later("UPDATE notes SET text = 'third' WHERE text = 'second'");
        EXPECT_EQ(tx.execute("UPDATE notes SET text = 'fourth' WHERE text = 'third'"), 1);
        insert_note_later(tx, "fifth");
    });
    EXPECT_EQ(database->read(count_notes), 1'002);
}

TEST_P(Databases, undo_a_function_of_which_a_statement_fails_later_and_no_other) {
    const auto database = open_again();
    const auto fails_at_the_end = [](Transaction& tx) {
        insert_note(tx, "undone");
        insert_note_later(tx, "of the schema");
    };
    const auto fails_at_the_next_statement = [](Transaction& tx) {
        insert_note(tx, "undone");
        insert_note_later(tx, "of the schema");
        count_notes(tx);
    };
    const auto fails_for_another_reason = [](Transaction& tx) {
        insert_note(tx, "undone");
        insert_note_later(tx, "also undone");
        insert_note_later(tx, "of the schema");
        throw Error::not_found();
    };
    for (int round = 0; round < 2; ++round) {
        EXPECT_THROW(database->write(fails_at_the_end), ConstraintViolated);
        EXPECT_THROW(database->write(fails_at_the_next_statement), ConstraintViolated);
        EXPECT_ANY_THROW(database->write(fails_for_another_reason));  // SQLite does not come so far
        EXPECT_EQ(database->read(count_notes), round);
        database->write([&](Transaction& tx) { insert_note(tx, std::to_string(round)); });
    }
}

TEST_P(Databases, undo_what_the_database_does_not_know_when_it_runs_later) {
    const auto database = open_again();
    const auto unknown = [](Transaction& tx) {
        insert_note(tx, "undone");
        tx.execute_later("INSERT INTO nowhere VALUES (1)");
        tx.execute_later("INSERT INTO numbers VALUES (1)");
    };
    EXPECT_THROW(database->write(unknown), std::runtime_error);
    EXPECT_THROW(database->write(unknown), std::runtime_error);
    EXPECT_THROW(database->write([](Transaction& tx) {
        insert_note(tx, "undone");
        tx.execute_later("INSERT INTO numbers VALUES ($1)", 1, 2);
    }),
                 std::logic_error);
    database->write([](Transaction& tx) {
        insert_note(tx, "kept");
        tx.execute_later("INSERT INTO numbers VALUES (1)");
    });
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_P(Databases, statements_that_do_not_depend_on_each_other_are_read_together) {
    const auto database = open_again();
    const auto read_number = [](const Row& row) { return row.integer(0); };
    constexpr auto select = "SELECT CAST($1 AS bigint)";
    constexpr auto select_two = "SELECT CAST($1 AS bigint) UNION ALL SELECT CAST($2 AS bigint)";
    const auto read = [&](Transaction& tx) {
        auto first = tx.all_later(select, read_number, 1);
        auto second = tx.all_later(select_two, read_number, 2, 3);
        auto third = tx.all_later(select, read_number, 4);
        EXPECT_EQ(tx.first(select, read_number, 5), 5);
        auto none = tx.all_later("SELECT 1 WHERE 1 = 0", read_number);
        EXPECT_EQ(third.get_only(), 4);
        EXPECT_EQ(first.get(), std::vector<std::int64_t>{1});
        EXPECT_EQ(second.get(), (std::vector<std::int64_t>{2, 3}));
        EXPECT_THROW(none.get_only(), std::logic_error);
        tx.all_later(select, read_number, 6);  // nobody asks for it
    };
    for (int round = 0; round < 2; ++round) {
        database->read(read);
        database->write(read);
        database->read_statement(
            [&](Transaction& tx) { EXPECT_EQ(tx.all_later(select, read_number, 7).get_only(), 7); });
    }
    database->write([&](Transaction& tx) {
        constexpr auto count = "SELECT count(*) FROM notes WHERE text LIKE 'kept%'";
        insert_note(tx, "kept");
        auto before = tx.all_later(count, read_number);
        insert_note_later(tx, "kept too");
        auto after = tx.all_later(count, read_number);
        EXPECT_EQ(after.get_only(), 2);
        EXPECT_EQ(before.get_only(), 1);
    });
}

TEST_P(Databases, what_a_statement_fails_with_that_is_read_later_ends_the_function) {
    const auto database = open_again();
    const auto read_number = [](const Row& row) { return row.integer(0); };
    const auto fail = [&](Transaction& tx) {
        count_notes(tx);
        auto right = tx.all_later("SELECT 1", read_number);
        auto wrong = tx.all_later("SELECT number FROM nowhere", read_number);
        right.get();
        wrong.get();
    };
    const auto fail_to_read = [&](Transaction& tx) {
        count_notes(tx);
        tx.all_later("SELECT text FROM notes", read_number).get();
    };
    for (int round = 0; round < 2; ++round) {
        EXPECT_THROW(database->read(fail), std::runtime_error);
        EXPECT_THROW(database->write(fail), std::runtime_error);
        EXPECT_EQ(database->read(count_notes), round);
        database->write([&](Transaction& tx) { insert_note(tx, std::to_string(round)); });
        EXPECT_THROW(database->read(fail_to_read), std::logic_error);
        EXPECT_THROW(database->write(fail_to_read), std::logic_error);
    }
    EXPECT_THROW(database->read([&](Transaction& tx) {
        count_notes(tx);
        auto unread = tx.all_later("SELECT 1", read_number);
        throw Error::not_found();
    }),
                 Error);
    EXPECT_EQ(database->read(count_notes), 2);
}

TEST_P(Databases, a_read_that_writes_throws) {
    const auto database = open_again();
    EXPECT_THROW(database->read([](Transaction& tx) { insert_note(tx, "no"); }), std::logic_error);
    EXPECT_THROW(database->read([](Transaction& tx) { insert_note_later(tx, "no"); }), std::logic_error);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_P(Databases, a_read_of_one_statement_runs_one_and_writes_nothing) {
    const auto database = open_again();
    database->write([](Transaction& tx) { insert_note(tx, "kept"); });
    EXPECT_EQ(database->read_statement(count_notes), 1);
    EXPECT_EQ(database->read_statement([](Transaction&) { return std::string("none"); }), "none");
    EXPECT_THROW(database->read_statement([](Transaction& tx) { return count_notes(tx) + count_notes(tx); }),
                 std::logic_error);
    EXPECT_THROW(database->read_statement([](Transaction& tx) { insert_note(tx, "no"); }), std::logic_error);
    EXPECT_THROW(database->read_statement([](Transaction&) { throw Error::not_found(); }), Error);
    EXPECT_THROW(database->read_statement([&](Transaction&) { database->read_statement(count_notes); }),
                 std::logic_error);
    EXPECT_THROW(database->read_statement([](Transaction& tx) { tx.execute("SELECT * FROM nowhere"); }),
                 std::runtime_error);
    EXPECT_EQ(database->read_statement(count_notes), 1);
}

TEST_P(Databases, a_transaction_inside_another_throws) {
    const auto database = open_again();
    const auto read = [&](Transaction&) { database->read(count_notes); };
    const auto write = [&](Transaction&) { database->write([](Transaction&) {}); };
    EXPECT_THROW(database->read(read), std::logic_error);
    EXPECT_THROW(database->read(write), std::logic_error);
    EXPECT_THROW(database->write(read), std::logic_error);
    EXPECT_THROW(database->write(write), std::logic_error);
    EXPECT_EQ(database->read(count_notes), 0);
}

TEST_P(Databases, many_threads_read_and_write_at_once) {
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

TEST_P(Databases, in_use_by_a_server_are_refused_to_what_needs_them_alone) {
    {
        const auto server = open_again();
        try {
            lock_database(empty.location());
            ADD_FAILURE() << "it was locked";
        } catch (const std::runtime_error& error) {
            EXPECT_THAT(error.what(), ::testing::AnyOf(::testing::HasSubstr("nother Rollcall is using"),
                                                       ::testing::HasSubstr("ther instances of Rollcall are using")));
        }
    }
    EXPECT_NO_THROW(lock_database(empty.location()));
}

TEST_P(Databases, are_migrated_step_by_step) {
    empty.open(std::span(schema).first(1), clock);
    open_again();
    const auto applied =
        empty.connect_to_read()->all("SELECT title, applied_at FROM schema_migrations ORDER BY version",
                                     [](const Row& row) { return std::pair(row.text(0), row.time(1)); });
    const auto now = clock.now();
    EXPECT_EQ(applied, (std::vector{std::pair(std::string("notes"), now), std::pair(std::string("numbers"), now)}));
}

TEST_P(Databases, keep_nothing_of_a_migration_that_fails) {
    constexpr Migration broken[] = {schema[0], {2, "broken", "DELETE FROM notes; CREATE TABLE notes (id TEXT);"}};
    EXPECT_TRUE(refusal(broken).find("Migration 2 (broken) failed: ") != std::string::npos) << refusal(broken);
    const auto notes =
        empty.connect_to_read()->all("SELECT text FROM notes", [](const Row& row) { return row.text(0); });
    EXPECT_EQ(notes, std::vector<std::string>{"of the schema"});
    EXPECT_EQ(refusal(), "");
}

TEST_P(Databases, of_a_newer_program_are_not_opened) {
    open_again();
    EXPECT_TRUE(refusal(std::span(schema).first(1))
                    .ends_with("it was written by a newer Rollcall (its schema is 2, this one knows 1)"));
}

TEST_P(Databases, keep_all_other_rows_when_the_remains_of_deleted_ones_are_erased) {
    const auto database = open_again();
    database->write([](Transaction& tx) {
        insert_note(tx, "kept");
        insert_note(tx, "deleted");
    });
    database->write([](Transaction& tx) { tx.execute("DELETE FROM notes WHERE text = 'deleted'"); });
    constexpr std::string_view tables[] = {"notes", "numbers"};
    EXPECT_TRUE(database->erase_remains(tables, {}));
    EXPECT_EQ(database->read(count_notes), 1);
}

TEST_P(Databases, are_not_erased_while_somebody_reads_what_was_deleted_and_can_be_written_meanwhile) {
    constexpr std::string_view tables[] = {"notes"};
    const auto database = open_again();
    database->write([](Transaction& tx) { insert_note(tx, "before"); });
    {
        const auto reader = empty.connect_to_read();
        reader->begin();
        EXPECT_EQ(count_notes(*reader), 1);
        database->write([](Transaction& tx) { tx.execute("DELETE FROM notes WHERE text = 'before'"); });
        std::atomic<int> written = 0;
        std::jthread writer([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                database->write([&](Transaction& tx) { insert_note(tx, std::to_string(written)); });
                ++written;
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        });
        // One or two writes end even if they wait for the attempt. Several attempts: the disk may be slow during one.
        const auto lets_others_write = [&](const std::function<void()>& attempt) {
            int most = 0;
            for (int count = 0; most < 5 && count < 4; ++count) {
                const int before = written;
                EXPECT_THROW(attempt(), Error);
                most = std::max(most, written - before);
            }
            return most >= 5;
        };
        EXPECT_TRUE(lets_others_write([&] { static_cast<void>(database->erase_remains(tables, {})); }));
        writer.request_stop();
        writer.join();
        EXPECT_EQ(count_notes(*reader), 1);
        reader->roll_back();
    }
    const auto later = empty.connect_to_read();
    if (GetParam() == testing::Backend::postgres) {  // a later snapshot keeps nothing, and SQLite's holds the log
        later->begin();
        EXPECT_GT(count_notes(*later), 0);
    }
    EXPECT_TRUE(database->erase_remains(tables, {}));
}

ROLLCALL_ON_BOTH_BACKENDS(Databases);

}  // namespace
}  // namespace rollcall::database
