#include "database/statement_builder.hpp"

#include <gtest/gtest.h>

#include <boost/describe/enum.hpp>

#include "database/testing_backends.hpp"

namespace rollcall::database {
namespace {

enum class Size { small, large };
BOOST_DESCRIBE_ENUM(Size, small, large)

constexpr Migration schema[] = {
    {1, "boats", "CREATE TABLE boats (id TEXT PRIMARY KEY, name TEXT, size TEXT, length BIGINT)"}};

std::string text(const Row& row) { return row.text(0); }

class BuiltStatements : public testing::OnEachBackend {
protected:
    template <class Function>
    auto write(Function function) {
        return database->write(function);
    }
    std::vector<std::string> ids(const StatementBuilder& statement) {
        return database->read([&](Transaction& tx) { return statement.all(tx, text); });
    }
    void insert(std::string_view id, std::optional<std::string> name, Size size, std::int64_t length) {
        write([&](Transaction& tx) {
            StatementBuilder::insert_into("boats", {{"id", id}, {"name", name}, {"size", size}, {"length", length}})
                .execute(tx);
        });
    }

    using Ids = std::vector<std::string>;

    std::unique_ptr<Database> database = empty.open(schema, clock);
};

TEST(StatementBuilder, numbers_its_values_in_their_order) {
    StatementBuilder statement("SELECT ?", {1});
    statement.add(", ? || ?", {"a", "b"}).add(" FROM boats");
    EXPECT_EQ(statement.sql(), "SELECT $1, $2 || $3 FROM boats");
    EXPECT_EQ(statement.parameters().size(), 3);
}

TEST(StatementBuilder, joins_conditions_with_and_each_in_parentheses) {
    StatementBuilder statement("SELECT id FROM boats");
    statement.where("size = ? OR size IS NULL", {"small"}).where(SqlFragment{"length > ?", {3}}).where("TRUE");
    EXPECT_EQ(statement.sql(), "SELECT id FROM boats WHERE (size = $1 OR size IS NULL) AND (length > $2) AND (TRUE)");
}

TEST(StatementBuilder, needs_one_value_for_each_question_mark) {
    EXPECT_THROW(StatementBuilder("SELECT ?"), std::logic_error);
    EXPECT_THROW(StatementBuilder("SELECT ?, ?", {1}), std::logic_error);
    EXPECT_THROW(StatementBuilder("SELECT 1", {1}), std::logic_error);
    StatementBuilder statement("SELECT id FROM boats");
    EXPECT_THROW(statement.where("id = ?"), std::logic_error);
    EXPECT_THROW(statement.where("id = ?", {"a", "b"}), std::logic_error);
    EXPECT_THROW(statement.add(SqlFragment{"?", {}}), std::logic_error);
}

TEST(StatementBuilder, copies_its_texts) {
    StatementBuilder statement;
    {
        const std::string name(100, 'x');
        statement.add("SELECT ?", {name});
    }
    EXPECT_EQ(std::get<std::string_view>(statement.parameters().front().value()), std::string(100, 'x'));
}

TEST(StatementBuilder, a_prefix_leaves_the_original_unchanged) {
    StatementBuilder rows(" FROM boats");
    rows.where("id = ?", {"a"});
    EXPECT_EQ(rows.with_prefix("SELECT id").sql(), "SELECT id FROM boats WHERE (id = $1)");
    EXPECT_EQ(rows.sql(), " FROM boats WHERE (id = $1)");
}

TEST_P(BuiltStatements, select_by_optional_conditions) {
    insert("a", "Anna", Size::small, 5);
    insert("b", std::nullopt, Size::large, 20);
    StatementBuilder all("SELECT id FROM boats");
    auto large = all;
    large.where("size = ?", {Size::large});
    auto long_and_small = all;
    long_and_small.where("size = ?", {Size::small}).where("length > ?", {10});
    EXPECT_EQ(ids(large), Ids{"b"});
    EXPECT_EQ(ids(long_and_small), Ids{});
    EXPECT_EQ(ids(all.add(" ORDER BY id")), (Ids{"a", "b"}));
}

TEST_P(BuiltStatements, the_first_row_is_returned_if_there_is_one) {
    insert("a", "Anna", Size::small, 5);
    database->read([&](Transaction& tx) {
        EXPECT_EQ(StatementBuilder("SELECT id FROM boats").first(tx, text), "a");
        EXPECT_EQ(StatementBuilder("SELECT id FROM boats").where("FALSE").first(tx, text), std::nullopt);
    });
}

TEST_P(BuiltStatements, an_insert_stores_each_value_in_its_column) {
    insert("a", std::nullopt, Size::large, 20);
    const auto row = database->read([](Transaction& tx) {
        return tx.first("SELECT id, name, size, length FROM boats", [](const Row& boat) {
            return std::tuple(boat.text(0), boat.optional_text(1), boat.text(2), boat.integer(3));
        });
    });
    EXPECT_EQ(row, std::tuple(std::string("a"), std::optional<std::string>(), std::string("large"), std::int64_t{20}));
}

TEST_P(BuiltStatements, an_update_changes_the_rows_of_its_conditions) {
    insert("a", "Anna", Size::small, 5);
    insert("b", "Bo", Size::small, 20);
    const auto changed = write([](Transaction& tx) {
        return StatementBuilder::update("boats", {{"name", std::nullopt}, {"size", Size::large}})
            .where("id = ?", {"b"})
            .execute(tx);
    });
    EXPECT_EQ(changed, 1);
    EXPECT_EQ(ids(StatementBuilder("SELECT id FROM boats WHERE name IS NULL AND size = ?", {Size::large})), Ids{"b"});
    EXPECT_EQ(ids(StatementBuilder("SELECT id FROM boats WHERE name = ?", {"Anna"})), Ids{"a"});
}

ROLLCALL_ON_BOTH_BACKENDS(BuiltStatements);

}  // namespace
}  // namespace rollcall::database
