#include "database/postgres/prepared_statements.hpp"

#include <gtest/gtest.h>

namespace rollcall::database::postgres {
namespace {

TEST(PreparedStatements, are_those_that_were_used_last) {
    PreparedStatements statements(2);
    const auto prepared_name = [&](const char* sql) {
        if (!statements.find(sql)) statements.add(statements.make(sql));
        return statements.find(sql)->name;
    };
    const auto first = prepared_name("SELECT 1");
    prepared_name("SELECT 2");
    EXPECT_EQ(prepared_name("SELECT 1"), first);
    prepared_name("SELECT 3");
    EXPECT_EQ(statements.size(), 2);
    EXPECT_EQ(prepared_name("SELECT 1"), first);
}

}  // namespace
}  // namespace rollcall::database::postgres
