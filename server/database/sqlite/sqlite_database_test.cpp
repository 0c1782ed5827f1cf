#include "database/sqlite/sqlite_database.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/temporary_folder.hpp"
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
    std::unique_ptr<Database> open_again() { return open_migrated_sqlite(file, schema, clock); }

    std::string refusal() {
        try {
            open_again();
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    TemporaryFolder folder;
    testing::FixedClock clock;
    std::string file = folder.file("rollcall.db");
};

TEST_F(SqliteDatabases, a_second_server_on_the_same_file_is_refused) {
    {
        const auto first = open_again();
        EXPECT_EQ(refusal(), "Another Rollcall is using " + file);
    }
    EXPECT_EQ(refusal(), "");
}

TEST_F(SqliteDatabases, have_private_files) {
    std::ofstream(file).flush();
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    const auto database = open_again();
    for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
        EXPECT_EQ(std::filesystem::status(file + end).permissions(), std::filesystem::perms(0600)) << end;
    }
}

TEST_F(SqliteDatabases, leave_one_complete_file_when_closed) {
    {
        const auto database = open_again();
        database->write([](Transaction& tx) { insert_note(tx, "kept"); });
        database->read(count_notes);
    }
    EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
    EXPECT_EQ(open_again()->read(count_notes), 1);
}

TEST_F(SqliteDatabases, that_cannot_be_opened_are_refused_in_one_line) {
    std::ofstream(file) << std::string(5000, 'x');
    EXPECT_EQ(refusal(), "Cannot use " + file + ": file is not a database");
    file = folder.file("no/such/folder.db");
    EXPECT_EQ(refusal(), "Cannot write " + file + ".lock: No such file or directory");
}

}  // namespace
}  // namespace rollcall::database::sqlite
