#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/testing.hpp"
#include "database/testing_writer.hpp"

namespace rollcall::database::sqlite {
namespace {

constexpr auto insert = "INSERT INTO notes VALUES ($1)";

class WritingSqlite : public ::testing::Test {
protected:
    const std::string& new_file() {
        std::ofstream(file).flush();
        return file;
    }

    std::vector<std::string> notes() {
        SqliteConnection reader(file, SqliteConnection::Access::read);
        return reader.all("SELECT text FROM notes ORDER BY text", [](const Row& row) { return row.text(0); });
    }

    void SetUp() override { connection.execute("CREATE TABLE notes (text TEXT PRIMARY KEY) STRICT"); }

    using Notes = std::vector<std::string>;

    TemporaryFolder folder;
    std::string file = folder.file("notes.db");
    SqliteConnection connection{new_file(), SqliteConnection::Access::write};
    std::unique_ptr<Writer> writer = std::make_unique<Writer>(connection);
};

TEST_F(WritingSqlite, a_finished_write_survives_a_crash) {
    writer->write([](Transaction& tx) { tx.execute(insert, "kept"); });
    // The files as a process would find them if this one were killed now.
    TemporaryFolder after;
    for (const auto* end : {"", "-wal"}) std::filesystem::copy_file(file + end, after.file("notes.db") + end);
    SqliteConnection again(after.file("notes.db"), SqliteConnection::Access::write);
    EXPECT_EQ(again.first("SELECT text FROM notes", [](const Row& row) { return row.text(0); }), "kept");
}

TEST_F(WritingSqlite, a_write_that_fills_the_disk_does_not_affect_the_others_of_its_group) {
    writer->write([](Transaction& tx) { tx.execute("PRAGMA max_page_count = 30"); });
    std::atomic<int> runs = 0;
    auto answers =
        testing::write_together(*writer, {
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

TEST_F(WritingSqlite, a_write_that_continues_after_a_full_disk_stores_nothing) {
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

/// Lets no file grow beyond a size, like a full disk.
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

TEST_F(WritingSqlite, a_failed_commit_fails_every_write_of_the_group_and_the_next_one_works) {
    {
        const FileSizeLimit full(std::filesystem::file_size(file + "-wal"));
        auto answers =
            testing::write_together(*writer, {
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

}  // namespace
}  // namespace rollcall::database::sqlite
