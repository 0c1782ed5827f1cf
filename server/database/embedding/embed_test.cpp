#include "database/embedding/embed.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "core/temporary_folder.hpp"

namespace rollcall::database {
namespace {

class Embedding : public ::testing::Test {
protected:
    Embedding() {
        write("sqlite/0001_members.sql", "CREATE TABLE members (id TEXT) STRICT;");
        write("postgres/0001_members.sql", "CREATE TABLE members (id VARCHAR);");
    }

    void write(const std::string& name, std::string_view sql) {
        const std::filesystem::path path = folder.file(name);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << sql;
    }

    std::string embed() { return embed_migrations(folder.path()); }

    /// The reason, without the name of the folder.
    std::string refusal() {
        try {
            embed();
            return "";
        } catch (const std::runtime_error& error) {
            const std::string reason = error.what();
            const auto prefix = folder.file("");
            return reason.starts_with(prefix) ? reason.substr(prefix.size()) : reason;
        }
    }

    TemporaryFolder folder;
};

TEST_F(Embedding, first_those_of_each_database_then_those_that_are_written_once) {
    write("0002_agents.sql", "CREATE TABLE agents (id TEXT) STRICT;");
    write("0003_calls.sql", "SELECT 3;");
    EXPECT_EQ(embed(), R"(#include <array>

#include "database/migrations.hpp"

namespace rollcall::database {

constexpr std::array<Migration, 3> sqlite_files{{
    Migration{1, "members", R"sql(CREATE TABLE members (id TEXT) STRICT;)sql"},
    Migration{2, "agents", R"sql(CREATE TABLE agents (id TEXT) STRICT;)sql"},
    Migration{3, "calls", R"sql(SELECT 3;)sql"},
}};

std::span<const Migration> sqlite_migrations() { return sqlite_files; }

constexpr std::array<Migration, 3> postgres_files{{
    Migration{1, "members", R"sql(CREATE TABLE members (id VARCHAR);)sql"},
    Migration{2, "agents", R"sql(CREATE TABLE agents (id TEXT COLLATE "C");)sql"},
    Migration{3, "calls", R"sql(SELECT 3;)sql"},
}};

std::span<const Migration> postgres_migrations() { return postgres_files; }

}  // namespace rollcall::database
)");
}

TEST_F(Embedding, what_cannot_be_derived_is_refused_with_file_and_line) {
    write("0002_agents.sql", "SELECT 1;\n-- postgre:\n");
    EXPECT_EQ(refusal(),
              "0002_agents.sql: line 2: \"-- postgre:\" is not a marker; there are sqlite, postgres and both");
}

TEST_F(Embedding, another_name_is_refused) {
    write("0002-agents.sql", "");
    EXPECT_EQ(refusal(), "0002-agents.sql is not named NNNN_title.sql");
}

TEST_F(Embedding, a_number_that_is_absent_is_refused) {
    write("0003_agents.sql", "");
    EXPECT_EQ(refusal(), "sqlite has no migration 2");
}

TEST_F(Embedding, a_number_that_occurs_twice_is_refused) {
    write("0001_agents.sql", "");
    EXPECT_EQ(refusal(), "sqlite has two migrations 1");
}

TEST_F(Embedding, a_migration_of_one_database_alone_is_refused) {
    write("sqlite/0002_agents.sql", "");
    write("0003_calls.sql", "");
    EXPECT_EQ(refusal(), "postgres has no migration 2");
}

}  // namespace
}  // namespace rollcall::database
