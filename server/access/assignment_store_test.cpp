#include "access/assignment_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "database/testing_rows.hpp"
#include "database/testing_steps.hpp"

namespace rollcall::access {
namespace {

using database::Transaction;

// 3 companies with 20 agents each; every member is assigned to 4 agents, every third one to a company.
void insert_assignments(Transaction& tx, int members) {
    for (int company = 0; company < 3; ++company) {
        database::testing::insert_test_company(tx, fmt::format("c{}", company));
    }
    for (int agent = 0; agent < 60; ++agent) {
        tx.execute(
            "INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at) "
            "VALUES ($1, $2, $1, $1, $1, 0, 0)",
            fmt::format("a{}", agent), fmt::format("c{}", agent % 3));
    }
    for (int number = 0; number < members; ++number) {
        const auto id = fmt::format("m{}", number);
        database::testing::insert_test_member(tx, id, "member");
        for (int agent = 0; agent < 4; ++agent) {
            EXPECT_TRUE(insert_assignment_row(tx, MemberId(id), AgentId(fmt::format("a{}", (number + agent) % 60))));
        }
        if (number % 3 == 0) EXPECT_TRUE(insert_assignment_row(tx, MemberId(id), CompanyId(std::string("c1"))));
    }
}

TEST(Assignments, of_one_member_are_counted_without_those_of_others) {
    database::testing::CountedSqlite sqlite;
    sqlite.connection().begin();
    insert_assignments(sqlite.connection(), 3000);
    sqlite.connection().commit();
    std::int64_t agents = 0;
    const auto count = [&](Transaction& tx) { agents = count_agents_of_member(tx, MemberId(std::string("m7"))); };
    const int few = sqlite.steps_of(count);
    EXPECT_EQ(agents, 4);
    EXPECT_LT(few, 300);

    // a9 to a12, of which a10 is one of the 20 of the company too.
    const auto count_both = [&](Transaction& tx) { agents = count_agents_of_member(tx, MemberId(std::string("m9"))); };
    const int more = sqlite.steps_of(count_both);
    EXPECT_EQ(agents, 23);
    EXPECT_LT(more, 1500);
}

}  // namespace
}  // namespace rollcall::access
