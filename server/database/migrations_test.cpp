#include "database/migrations.hpp"

#include <gtest/gtest.h>

namespace rollcall::database {
namespace {

constexpr Migration known[] = {{1, "members", ""}, {2, "agents", ""}, {3, "calls", ""}};

std::string refusal(const std::vector<AppliedMigration>& applied) {
    try {
        missing_migrations(known, applied);
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

TEST(Migrations, all_are_missing_in_a_new_database) { EXPECT_EQ(missing_migrations(known, {}).size(), 3); }

TEST(Migrations, those_after_the_applied_ones_are_missing) {
    const auto missing = missing_migrations(known, {{1, "members"}, {2, "agents"}});
    ASSERT_EQ(missing.size(), 1);
    EXPECT_EQ(missing.front().title, "calls");
}

TEST(Migrations, none_is_missing_in_a_current_database) {
    EXPECT_TRUE(missing_migrations(known, {{1, "members"}, {2, "agents"}, {3, "calls"}}).empty());
}

TEST(Migrations, a_newer_database_is_refused) {
    EXPECT_EQ(refusal({{1, "members"}, {2, "agents"}, {3, "calls"}, {4, "contacts"}}),
              "it was written by a newer Rollcall (its schema is 4, this one knows 3)");
}

TEST(Migrations, a_gap_is_refused) {
    EXPECT_EQ(refusal({{1, "members"}, {3, "calls"}}),
              "its schema is not Rollcall's: found 3 (calls) in place of 2 (agents)");
}

TEST(Migrations, another_title_is_refused) {
    EXPECT_EQ(refusal({{1, "people"}}), "its schema is not Rollcall's: found 1 (people) in place of 1 (members)");
}

TEST(Migrations, that_are_embedded_count_from_1_without_a_gap) {
    EXPECT_EQ(missing_migrations(sqlite_migrations(), {}).size(), sqlite_migrations().size());
}

}  // namespace
}  // namespace rollcall::database
