#include "database/postgres/address.hpp"

#include <gtest/gtest.h>

namespace rollcall::database {
namespace {

TEST(PostgresAddress, is_distinguished_from_a_file) {
    EXPECT_TRUE(is_postgres_address("postgres://ada@localhost/rollcall"));
    EXPECT_TRUE(is_postgres_address("postgresql:///rollcall?host=/run/postgresql"));
    EXPECT_FALSE(is_postgres_address("/srv/rollcall/rollcall.db"));
    EXPECT_FALSE(is_postgres_address("postgres.db"));
}

TEST(PostgresAddress, is_refused_when_it_is_ambiguous) {
    EXPECT_TRUE(is_well_formed("postgres://ada:a%40b%2Fc@db.example:5432/rollcall?sslmode=verify-full"));
    EXPECT_TRUE(is_well_formed("postgres:///rollcall?host=/run/postgresql"));
    EXPECT_FALSE(is_well_formed("postgres://ada:a@b@db.example/rollcall"));
    EXPECT_FALSE(is_well_formed("postgres://ada:a/b@db.example/rollcall"));
    EXPECT_FALSE(is_well_formed("postgres://ada:a?b@db.example/rollcall"));
    EXPECT_FALSE(is_well_formed("postgres://ada:a@db.example/rollcall?host=c@d"));
    EXPECT_FALSE(is_well_formed("postgres://ada:pass%@db.example/rollcall"));
    EXPECT_FALSE(is_well_formed("postgres://db.example/rollcall?colour=blue"));
}

TEST(PostgresAddress, may_name_several_servers) {
    EXPECT_TRUE(names_several_servers("postgres://ada@one.example,two.example:5433/rollcall"));
    EXPECT_TRUE(names_several_servers("postgres://ada@/rollcall?host=one.example,two.example"));
    EXPECT_TRUE(names_several_servers("postgres://ada@/rollcall?hostaddr=10.0.0.21,10.0.0.22"));
    EXPECT_FALSE(names_several_servers("postgres://a%2Cda:a%2Cb@one.example/roll,call"));
    EXPECT_FALSE(names_several_servers("postgres:///rollcall"));
}

}  // namespace
}  // namespace rollcall::database
