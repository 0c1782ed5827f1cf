#include "database/database_connection.hpp"

#include <gtest/gtest.h>

#include "database/testing_backends.hpp"

namespace rollcall::database {
namespace {

std::string text(const Row& row) { return row.text(0); }
std::int64_t integer(const Row& row) { return row.integer(0); }

class Statements : public testing::OnEachBackend {
protected:
    std::unique_ptr<DatabaseConnection> opened = empty.connect_to_write();
    DatabaseConnection& connection = *opened;
};

TEST_P(Statements, parameters_are_bound_by_number_not_by_order) {
    EXPECT_EQ(connection.first("SELECT $2 || $3 || $1 || $2", text, "a", "b", "c"), "bcab");
}

TEST_P(Statements, there_may_be_more_than_nine_parameters) {
    EXPECT_EQ(connection.first("SELECT $10 || $9 || $8 || $7 || $6 || $5 || $4 || $3 || $2 || $1", text, "a", "b", "c",
                               "d", "e", "f", "g", "h", "i", "j"),
              "jihgfedcba");
}

TEST_P(Statements, every_parameter_has_a_value_and_every_value_a_parameter) {
    EXPECT_THROW(connection.first("SELECT $1 || $2", text, "a"), std::logic_error);
    EXPECT_THROW(connection.first("SELECT $1", text, "a", "b"), std::logic_error);
    EXPECT_THROW(connection.first("SELECT $1 || $3", text, "a", "b"), std::logic_error);
}

TEST_P(Statements, a_text_with_several_statements_or_none_is_refused) {
    EXPECT_ANY_THROW(connection.execute("SELECT 1; SELECT 2"));
    EXPECT_ANY_THROW(connection.execute("  "));
    EXPECT_NO_THROW(connection.execute("SELECT 1;\n"));
}

TEST_P(Statements, null_is_bound_and_read_as_an_empty_optional) {
    const auto read = [](const Row& row) { return row.optional_text(0); };
    EXPECT_EQ(connection.first("SELECT $1", read, std::nullopt).value(), std::nullopt);
    EXPECT_EQ(connection.first("SELECT $1", read, std::optional<std::string>()).value(), std::nullopt);
    EXPECT_EQ(connection.first("SELECT $1", read, std::optional<std::string>("eva")).value(), "eva");
    EXPECT_EQ(connection.first("SELECT $1", read, std::string_view()).value(), "");
}

TEST_P(Statements, null_or_another_type_read_as_a_plain_value_throws) {
    EXPECT_THROW(connection.first("SELECT NULL", text), std::logic_error);
    EXPECT_THROW(connection.first("SELECT NULL", integer), std::logic_error);
    EXPECT_THROW(connection.first("SELECT 7", text), std::logic_error);
    EXPECT_THROW(connection.first("SELECT '7'", integer), std::logic_error);
    EXPECT_THROW(connection.first("SELECT 7", [](const Row& row) { return row.integer(1); }), std::logic_error);
}

TEST_P(Statements, values_are_read_as_they_were_bound) {
    EXPECT_EQ(connection.first("SELECT $1", text, "größe\n'名前'"), "größe\n'名前'");
    EXPECT_EQ(connection.first("SELECT CAST($1 AS BIGINT)", integer, INT64_MIN), INT64_MIN);
    const auto time = from_milliseconds(1'795'000'000'123);
    EXPECT_EQ(connection.first(
                  "SELECT CAST($1 AS BIGINT)", [](const Row& row) { return row.time(0); }, time),
              time);
    EXPECT_EQ(connection.first(
                  "SELECT CAST($1 AS BIGINT)", [](const Row& row) { return row.boolean(0); }, true),
              true);
    const AgentId id(std::string_view("0190-reception"));
    EXPECT_EQ(connection.first(
                  "SELECT $1", [](const Row& row) { return row.id<AgentId>(0); }, id),
              id);
}

TEST_P(Statements, a_comparison_is_a_boolean_and_a_sum_is_a_number) {
    EXPECT_EQ(connection.first("SELECT EXISTS (SELECT 1)", [](const Row& row) { return row.boolean(0); }), true);
    EXPECT_EQ(connection.first("SELECT 1 > 2", [](const Row& row) { return row.boolean(0); }), false);
    connection.execute("CREATE TABLE seconds (seconds BIGINT)");
    connection.execute("INSERT INTO seconds VALUES (40), (2)");
    EXPECT_EQ(connection.first("SELECT sum(seconds) FROM seconds", integer), 42);
}

TEST_P(Statements, return_how_many_rows_they_changed) {
    connection.execute("CREATE TABLE numbers (number BIGINT)");
    EXPECT_EQ(connection.execute("INSERT INTO numbers VALUES (1), (2), (3)"), 3);
    EXPECT_EQ(connection.execute("SELECT 1"), 0);
    EXPECT_EQ(connection.execute("UPDATE numbers SET number = number + 1 WHERE number > $1", 1), 2);
    EXPECT_EQ(connection.execute("DELETE FROM numbers WHERE number = $1", 99), 0);
}

TEST_P(Statements, a_statement_may_run_inside_itself) {
    const auto sql = "SELECT $1 + value FROM (SELECT 1 AS value UNION ALL SELECT 2) numbers";
    std::vector<std::int64_t> inner;
    const auto outer = connection.all(
        sql,
        [&](const Row& row) {
            for (const auto value : connection.all(sql, integer, 100)) inner.push_back(value);
            return row.integer(0);
        },
        10);
    EXPECT_EQ(outer, (std::vector<std::int64_t>{11, 12}));
    EXPECT_EQ(inner, (std::vector<std::int64_t>{101, 102, 101, 102}));
}

TEST_P(Statements, a_statement_whose_row_function_throws_can_run_again) {
    const auto sql = "SELECT 1 UNION ALL SELECT 2";
    const auto refuse = [](const Row&) -> int { throw std::runtime_error("no"); };
    EXPECT_THROW(connection.all(sql, refuse), std::runtime_error);
    EXPECT_EQ(connection.all(sql, integer), (std::vector<std::int64_t>{1, 2}));
}

TEST_P(Statements, a_violated_constraint_has_a_kind) {
    connection.execute("CREATE TABLE agents (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
    connection.execute("CREATE TABLE calls (agent_id TEXT REFERENCES agents (id))");
    connection.execute("INSERT INTO agents VALUES ('1', 'Reception')");
    const auto kind = [&](const char* sql) {
        try {
            connection.execute(sql);
        } catch (const ConstraintViolated& violated) {
            return violated.kind();
        }
        throw std::runtime_error("no constraint was violated");
    };
    using Kind = ConstraintViolated::Kind;
    EXPECT_EQ(kind("INSERT INTO agents VALUES ('1', 'Sales')"), Kind::unique);
    EXPECT_EQ(kind("INSERT INTO agents VALUES ('2', 'Reception')"), Kind::unique);
    EXPECT_EQ(kind("INSERT INTO calls VALUES ('2')"), Kind::foreign_key);
    EXPECT_EQ(kind("INSERT INTO agents VALUES ('2', NULL)"), Kind::other);
}

ROLLCALL_ON_BOTH_BACKENDS(Statements);

}  // namespace
}  // namespace rollcall::database
