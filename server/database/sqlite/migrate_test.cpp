#include "database/sqlite/migrate.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {
namespace {

constexpr Migration known[] = {
    {1, "agents_and_calls",
     "CREATE TABLE agents (id TEXT PRIMARY KEY) STRICT;\n"
     "CREATE TABLE calls (agent_id TEXT NOT NULL REFERENCES agents (id)) STRICT;\n"
     "INSERT INTO agents VALUES ('Reception');\n"
     "INSERT INTO calls VALUES ('Reception');\n"},
    {2, "agents_have_names",
     "CREATE TABLE new_agents (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;\n"
     "INSERT INTO new_agents SELECT id, id FROM agents;\n"
     "DROP TABLE agents;\n"
     "ALTER TABLE new_agents RENAME TO agents;\n"},
};

class Migrating : public ::testing::Test {
protected:
    static std::string new_file(const TemporaryFolder& folder) {
        std::ofstream(folder.file("test.db")).flush();
        return folder.file("test.db");
    }

    std::string refusal(std::span<const Migration> migrations) {
        try {
            migrate_sqlite(connection, migrations, clock);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    std::vector<std::string> applied() {
        return connection.all("SELECT title FROM schema_migrations ORDER BY version",
                              [](const Row& row) { return row.text(0); });
    }

    using Titles = std::vector<std::string>;

    TemporaryFolder folder;
    testing::FixedClock clock;
    SqliteConnection connection{new_file(folder), SqliteConnection::Access::write};
};

TEST_F(Migrating, applies_what_is_missing_and_then_nothing) {
    migrate_sqlite(connection, std::span(known).first(1), clock);
    EXPECT_EQ(applied(), Titles{"agents_and_calls"});
    migrate_sqlite(connection, known, clock);
    migrate_sqlite(connection, known, clock);
    EXPECT_EQ(applied(), (Titles{"agents_and_calls", "agents_have_names"}));
    EXPECT_EQ(connection.first("SELECT applied_at FROM schema_migrations", [](const Row& row) { return row.time(0); }),
              clock.now());
}

TEST_F(Migrating, may_rebuild_a_table_that_others_refer_to) {
    migrate_sqlite(connection, known, clock);
    EXPECT_EQ(connection.execute("INSERT INTO calls VALUES ('Reception')"), 1);
    EXPECT_THROW(connection.execute("INSERT INTO calls VALUES ('Nobody')"), ConstraintViolated);
}

TEST_F(Migrating, one_that_fails_leaves_nothing_of_itself) {
    constexpr Migration broken[] = {known[0], {2, "broken", "DELETE FROM calls; CREATE TABLE agents (id TEXT);"}};
    EXPECT_EQ(refusal(broken), "Migration 2 (broken) failed: table agents already exists");
    EXPECT_EQ(applied(), Titles{"agents_and_calls"});
    EXPECT_EQ(connection.all("SELECT 1 FROM calls", [](const Row& row) { return row.integer(0); }).size(), 1);
}

TEST_F(Migrating, one_that_breaks_a_reference_is_refused) {
    constexpr Migration breaking[] = {known[0], {2, "breaking", "DELETE FROM agents;"}};
    EXPECT_EQ(refusal(breaking), "Migration 2 (breaking) failed: rows of calls refer to rows that are not there");
}

TEST_F(Migrating, a_database_of_a_newer_program_is_left_alone) {
    migrate_sqlite(connection, known, clock);
    EXPECT_EQ(refusal(std::span(known).first(1)),
              "it was written by a newer Rollcall (its schema is 2, this one knows 1)");
}

TEST_F(Migrating, the_schema_of_the_product_can_be_applied) { migrate_sqlite(connection, sqlite_migrations(), clock); }

}  // namespace
}  // namespace rollcall::database::sqlite
