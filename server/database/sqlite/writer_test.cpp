#include "database/sqlite/writer.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "core/error.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {
namespace {

constexpr auto insert = "INSERT INTO notes VALUES ($1)";

class Writing : public ::testing::Test {
protected:
    std::unique_ptr<Connection> new_connection() {
        std::ofstream(file).flush();
        auto connection = std::make_unique<Connection>(file, Connection::Access::write);
        connection->execute("CREATE TABLE notes (text TEXT PRIMARY KEY) STRICT");
        connection->execute(
            "CREATE TABLE answers (note TEXT REFERENCES notes (text) DEFERRABLE INITIALLY DEFERRED) STRICT");
        const auto count = [](void* counter) { return ++*static_cast<std::atomic<int>*>(counter), 0; };
        sqlite3_commit_hook(connection->handle(), count, &commits);
        return connection;
    }

    /// Holds the writer up, lets `works` gather behind it, and goes on after `before_it_goes_on`.
    std::vector<std::future<void>> write_together(
        const std::vector<Writer::Work>& works, const std::function<void()>& before_it_goes_on = [] {}) {
        std::latch is_held(1);
        std::promise<void> go_on;
        const auto write = [&shared = *writer](const Writer::Work& work) {
            return std::async(std::launch::async, [&shared, work] { shared.write(work); });
        };
        auto holding = write([&](Transaction&) {
            is_held.count_down();
            go_on.get_future().wait();
        });
        is_held.wait();
        std::vector<std::future<void>> answers;
        for (const auto& work : works) answers.push_back(write(work));
        while (writer->waiting() != works.size()) std::this_thread::yield();
        before_it_goes_on();
        go_on.set_value();
        holding.get();
        for (const auto& answer : answers) answer.wait();
        return answers;
    }

    std::vector<std::string> notes() {
        Connection reader(file, Connection::Access::read);
        return reader.all("SELECT text FROM notes ORDER BY text", [](const Row& row) { return row.text(0); });
    }

    using Notes = std::vector<std::string>;

    testing::TemporaryFolder folder;
    std::string file = folder.file("notes.db");
    std::atomic<int> commits = 0;
    std::unique_ptr<Writer> writer = std::make_unique<Writer>(new_connection());
};

TEST_F(Writing, what_was_answered_survives_a_crash) {
    writer->write([](Transaction& tx) { tx.execute(insert, "kept"); });
    // What a process finds that starts after this one was killed: the files as they are now.
    testing::TemporaryFolder after;
    for (const auto* end : {"", "-wal"}) std::filesystem::copy_file(file + end, after.file("notes.db") + end);
    Connection connection(after.file("notes.db"), Connection::Access::write);
    EXPECT_EQ(connection.first("SELECT text FROM notes", [](const Row& row) { return row.text(0); }), "kept");
}

TEST_F(Writing, a_function_that_throws_leaves_nothing_and_its_caller_gets_what_it_threw) {
    const auto fail = [](Transaction& tx) {
        tx.execute(insert, "undone");
        throw Error::conflict("no");
    };
    EXPECT_THROW(writer->write(fail), Error);
    EXPECT_EQ(notes(), Notes{});
}

TEST_F(Writing, those_that_wait_share_a_commit) {
    std::vector<Writer::Work> works;
    for (int number = 0; number < 64; ++number) {
        works.emplace_back([number](Transaction& tx) { tx.execute(insert, std::to_string(number)); });
    }
    for (auto& answer : write_together(works)) answer.get();
    EXPECT_EQ(notes().size(), 64);
    EXPECT_EQ(commits, 2);  // the first is of the one that held up the others
}

TEST_F(Writing, one_that_fails_takes_no_neighbour_with_it) {
    auto answers = write_together({
        [](Transaction& tx) { tx.execute(insert, "first"); },
        [](Transaction& tx) {
            tx.execute(insert, "undone");
            throw Error::conflict("no");
        },
        [](Transaction& tx) { tx.execute(insert, "last"); },
    });
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_THROW(answers[1].get(), Error);
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(notes(), (Notes{"first", "last"}));
}

TEST_F(Writing, one_that_leaves_an_open_reference_takes_no_neighbour_with_it) {
    auto answers = write_together({
        [](Transaction& tx) { tx.execute(insert, "first"); },
        [](Transaction& tx) { tx.execute("INSERT INTO answers VALUES ('no such note')"); },
        [](Transaction& tx) {
            tx.execute("INSERT INTO answers VALUES ('last')");
            tx.execute(insert, "last");
        },
    });
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_THROW(answers[1].get(), ConstraintViolated);
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(notes(), (Notes{"first", "last"}));
}

TEST_F(Writing, one_that_fills_the_disk_takes_no_neighbour_with_it) {
    writer->write([](Transaction& tx) { tx.execute("PRAGMA max_page_count = 30"); });
    std::atomic<int> runs = 0;
    auto answers = write_together({
        [&](Transaction& tx) {
            ++runs;
            tx.execute(insert, "first");
        },
        [](Transaction& tx) { tx.execute(insert, std::string(1'000'000, 'x')); },
        [&](Transaction& tx) {
            ++runs;
            tx.execute(insert, "last");
        },
    });
    EXPECT_NO_THROW(answers[0].get());
    try {
        answers[1].get();
        ADD_FAILURE() << "it was stored";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unavailable);
    }
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(notes(), (Notes{"first", "last"}));
    EXPECT_GE(runs, 2);
}

TEST_F(Writing, one_that_goes_on_after_a_full_disk_stores_nothing) {
    writer->write([](Transaction& tx) { tx.execute("PRAGMA max_page_count = 30"); });
    const auto swallow = [](Transaction& tx) {
        try {
            tx.execute(insert, std::string(1'000'000, 'x'));
        } catch (const Error&) {
        }
    };
    EXPECT_THROW(writer->write(swallow), std::logic_error);
    EXPECT_THROW(writer->write([&](Transaction& tx) {
        swallow(tx);
        tx.execute(insert, "regardless");
    }),
                 std::logic_error);
    EXPECT_EQ(notes(), Notes{});
}

/// Lets no file grow beyond a size, as a full disk would.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limited{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST_F(Writing, when_the_commit_fails_nobody_is_told_otherwise_and_the_next_one_works) {
    {
        const FileSizeLimit full(std::filesystem::file_size(file + "-wal"));
        auto answers = write_together({
            [](Transaction& tx) { tx.execute(insert, "first"); },
            [](Transaction&) { throw std::runtime_error("on its own"); },
            [](Transaction& tx) { tx.execute(insert, "last"); },
        });
        for (auto& answer : answers) EXPECT_THROW(answer.get(), Error);
    }
    EXPECT_EQ(notes(), Notes{});
    writer->write([](Transaction& tx) { tx.execute(insert, "later"); });
    EXPECT_EQ(notes(), Notes{"later"});
}

TEST_F(Writing, a_write_inside_a_write_is_a_mistake) {
    EXPECT_THROW(writer->write([&](Transaction&) { writer->write([](Transaction&) {}); }), std::logic_error);
}

TEST_F(Writing, what_waits_is_committed_before_the_end) {
    std::thread end;
    auto answers = write_together({[](Transaction& tx) { tx.execute(insert, "kept"); }}, [&] {
        end = std::thread([ending = std::move(writer)]() mutable { ending.reset(); });
    });
    end.join();
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_EQ(notes(), Notes{"kept"});
}

}  // namespace
}  // namespace rollcall::database::sqlite
