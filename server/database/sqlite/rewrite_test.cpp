#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/sqlite/sqlite_database.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {

namespace {

const Migration schema[] = {{1, "people", R"(
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE INDEX people_by_name ON people (name, id);
    CREATE TABLE keys (person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE) STRICT;)"}};

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// Spread over the alphabet, so that pages split everywhere.
std::string make_name(int id) { return fmt::format("{:04}-person-{:04}", id * 7919 % 5000, id); }

class Rewrite : public ::testing::Test {
protected:
    std::string every_byte() const { return content(file) + content(file + "-wal"); }
    std::int64_t count(std::string_view sql) {
        return *database->read(
            [&](Transaction& tx) { return tx.first(sql, [](const Row& row) { return row.integer(0); }); });
    }

    TemporaryFolder folder;
    std::string file = folder.file("people.db");
    testing::FixedClock clock;
    std::unique_ptr<Database> database = open_migrated_sqlite(file, schema, clock);
};

}  // namespace

TEST_F(Rewrite, erases_every_byte_of_deleted_rows_and_keeps_the_others) {
    database->write([](Transaction& tx) {
        for (int id = 0; id < 5000; ++id) {
            tx.execute("INSERT INTO people (id, name) VALUES ($1, $2)", id, make_name(id));
            tx.execute("INSERT INTO keys (person_id) VALUES ($1)", id);
        }
    });
    database->write([](Transaction& tx) {
        tx.execute("UPDATE people SET name = name || '-renamed' WHERE id % 3 = 0");
        tx.execute("DELETE FROM people WHERE id % 5 = 0");
    });
    ASSERT_NE(every_byte().find(make_name(4995)), std::string::npos);

    constexpr std::string_view tables[] = {"people"};
    database->rewrite(tables);

    const auto bytes = every_byte();
    for (int id = 0; id < 5000; ++id) {
        const bool is_present = bytes.find(make_name(id)) != std::string::npos;
        EXPECT_EQ(is_present, id % 5 != 0) << make_name(id);
    }
    EXPECT_EQ(count("SELECT count(*) FROM people"), 4000);
    EXPECT_EQ(count("SELECT count(*) FROM keys"), 4000);
    EXPECT_EQ(content(file + "-wal"), "");
}

TEST_F(Rewrite, references_are_enforced_again_afterwards) {
    constexpr std::string_view tables[] = {"people"};
    database->rewrite(tables);
    EXPECT_THROW(database->write([](Transaction& tx) { tx.execute("INSERT INTO keys (person_id) VALUES (1)"); }),
                 ConstraintViolated);
}

TEST_F(Rewrite, does_not_fill_the_log_while_a_reader_holds_it) {
    database->write([](Transaction& tx) {
        for (int id = 0; id < 5000; ++id)
            tx.execute("INSERT INTO people (id, name) VALUES ($1, $2)", id, make_name(id));
    });
    constexpr std::string_view tables[] = {"people"};
    database->rewrite(tables);
    // The first reader reads the file, without the log, and the second one also what is in the log.
    for (int round = 0; round < 2; ++round) {
        if (round == 1) database->write([](Transaction& tx) { tx.execute("DELETE FROM people WHERE id = 0"); });
        SqliteConnection reader(file, SqliteConnection::Access::read);
        reader.begin();
        reader.all("SELECT count(*) FROM people", [](const Row& row) { return row.integer(0); });
        database->write([&](Transaction& tx) { tx.execute("DELETE FROM people WHERE id = $1", round + 1); });
        EXPECT_THROW(database->rewrite(tables), Error);
        const auto size = std::filesystem::file_size(file + "-wal");
        for (int attempt = 0; attempt < 2; ++attempt) EXPECT_THROW(database->rewrite(tables), Error);
        EXPECT_EQ(std::filesystem::file_size(file + "-wal"), size);
        EXPECT_LT(size, 100'000);
        reader.roll_back();
    }
    database->rewrite(tables);
    EXPECT_EQ(content(file + "-wal"), "");
    EXPECT_EQ(every_byte().find(make_name(2)), std::string::npos);
}

TEST_F(Rewrite, changes_nothing_when_it_fails) {
    database->write([](Transaction& tx) { tx.execute("INSERT INTO people (id, name) VALUES (1, 'Eva')"); });
    constexpr std::string_view tables[] = {"people", "nothing"};
    EXPECT_ANY_THROW(database->rewrite(tables));
    EXPECT_EQ(count("SELECT count(*) FROM people"), 1);
    database->write([](Transaction& tx) { tx.execute("INSERT INTO people (id, name) VALUES (2, 'José')"); });
    EXPECT_EQ(count("SELECT count(*) FROM people"), 2);
    EXPECT_THROW(database->write([](Transaction& tx) { tx.execute("INSERT INTO keys (person_id) VALUES (3)"); }),
                 ConstraintViolated);
}

}  // namespace rollcall::database::sqlite
