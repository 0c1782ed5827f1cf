#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/testing.hpp"

namespace rollcall::database::sqlite {
namespace {

std::string text(const Row& row) { return row.text(0); }

class SqliteStatements : public ::testing::Test {
protected:
    static std::string new_file(const TemporaryFolder& folder) {
        std::ofstream(folder.file("test.db")).flush();
        return folder.file("test.db");
    }

    TemporaryFolder folder;
    SqliteConnection connection{new_file(folder), SqliteConnection::Access::write};
};

TEST_F(SqliteStatements, keep_a_zero_byte) {
    const std::string odd("zero \0 and 名前", 15);
    EXPECT_EQ(connection.first("SELECT $1", text, odd), odd);
}

TEST_F(SqliteStatements, have_numbered_parameters_only) {
    EXPECT_THROW(connection.first("SELECT ? || :name", text, "a", "b"), std::logic_error);
}

TEST_F(SqliteStatements, the_cache_keeps_the_statements_that_were_used_last) {
    StatementCache cache(connection.handle(), 2);
    const auto* first = &cache.prepare("SELECT 1");
    cache.prepare("SELECT 2");
    EXPECT_EQ(&cache.prepare("SELECT 1"), first);
    cache.prepare("SELECT 3");
    EXPECT_EQ(cache.size(), 2);
    EXPECT_EQ(&cache.prepare("SELECT 1"), first);
}

TEST_F(SqliteStatements, a_misspelt_column_is_an_error_even_in_double_quotes) {
    connection.execute("CREATE TABLE numbers (number INTEGER) STRICT");
    EXPECT_THROW(connection.execute("SELECT \"nmuber\" FROM numbers"), std::runtime_error);
}

}  // namespace
}  // namespace rollcall::database::sqlite
