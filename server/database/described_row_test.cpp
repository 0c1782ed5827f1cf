#include "database/described_row.hpp"

#include <gtest/gtest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "database/testing_backends.hpp"

namespace rollcall::database {
namespace {

enum class Status { active, sold };
BOOST_DESCRIBE_ENUM(Status, active, sold)

struct Named {
    AgentId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, name))

struct Sums {
    std::int64_t calls = 0;
    std::chrono::milliseconds duration{};
};
BOOST_DESCRIBE_STRUCT(Sums, (), (calls, duration))

struct Boat : Named {
    std::optional<std::string> owner_name;
    std::optional<Time> sold_at;
    Sums sums;
    Status status = Status::active;
    bool is_new = false;
    int length = 0;
};
BOOST_DESCRIBE_STRUCT(Boat, (Named), (owner_name, sold_at, sums, status, is_new, length))

constexpr Migration schema[] = {{1, "boats", R"(
    CREATE TABLE owners (name TEXT PRIMARY KEY);
    CREATE TABLE boats (id TEXT PRIMARY KEY, name TEXT, sold_at BIGINT, calls BIGINT, duration BIGINT, status TEXT,
                        is_new BIGINT, length BIGINT, owner TEXT))"}};

const auto columns = columns_of<Boat>("b", {{"owner_name", "o.name"}});
const auto select_boat = "SELECT " + columns + " FROM boats b LEFT JOIN owners o ON o.name = b.owner WHERE b.id = $1";

class DescribedRows : public testing::OnEachBackend {
protected:
    std::optional<Boat> find(const std::string& id) {
        return database->read([&](Transaction& tx) { return tx.first(select_boat, read_row<Boat>, id); });
    }
    void run(const std::string& sql) {
        database->write([&](Transaction& tx) { tx.execute(sql); });
    }

    std::unique_ptr<Database> database = empty.open(schema, clock);
};

TEST(ColumnsOf, a_described_struct_are_those_of_its_bases_and_of_its_nested_structs_too) {
    EXPECT_EQ(columns, "b.id, b.name, o.name, b.sold_at, b.calls, b.duration, b.status, b.is_new, b.length");
}

TEST(ColumnsOf, an_expression_may_replace_a_column_of_a_base_or_of_a_nested_struct) {
    EXPECT_EQ(columns_of<Sums>("b", {{"duration", "COALESCE(b.duration, 0)"}}), "b.calls, COALESCE(b.duration, 0)");
    EXPECT_TRUE(columns_of<Boat>("b", {{"id", "'x'"}, {"calls", "1"}}).starts_with("'x', b.name, b.owner_name"));
}

TEST(ColumnsOf, an_expression_of_an_unknown_field_throws) {
    EXPECT_THROW(columns_of<Named>("b", {{"nmae", "'x'"}}), std::logic_error);
    EXPECT_THROW(columns_of<Boat>("b", {{"sums", "1"}}), std::logic_error);
}

TEST_P(DescribedRows, are_read_by_the_same_list_of_fields) {
    run("INSERT INTO owners VALUES ('Eva')");
    run("INSERT INTO boats VALUES ('1', 'Anna', 1795000000123, 7, 1500, 'sold', 1, 12, 'Eva')");
    const auto boat = find("1");
    ASSERT_TRUE(boat);
    EXPECT_EQ(boat->id, AgentId(std::string_view("1")));
    EXPECT_EQ(boat->name, "Anna");
    EXPECT_EQ(boat->owner_name, "Eva");
    EXPECT_EQ(boat->sold_at, from_milliseconds(1'795'000'000'123));
    EXPECT_EQ(boat->sums.calls, 7);
    EXPECT_EQ(boat->sums.duration, std::chrono::milliseconds(1500));
    EXPECT_EQ(boat->status, Status::sold);
    EXPECT_TRUE(boat->is_new);
    EXPECT_EQ(boat->length, 12);
}

TEST_P(DescribedRows, read_null_into_optional_fields_only) {
    run("INSERT INTO boats VALUES ('1', 'Anna', NULL, 7, 1500, 'active', 0, 12, NULL)");
    run("INSERT INTO boats VALUES ('2', NULL, NULL, 7, 1500, 'active', 0, 12, NULL)");
    EXPECT_EQ(find("1")->owner_name, std::nullopt);
    EXPECT_EQ(find("1")->sold_at, std::nullopt);
    EXPECT_THROW(find("2"), std::logic_error);
}

TEST_P(DescribedRows, refuse_a_text_that_is_not_a_name_of_the_enum) {
    run("INSERT INTO boats VALUES ('1', 'Anna', NULL, 7, 1500, 'sunk', 0, 12, NULL)");
    EXPECT_THROW(find("1"), std::logic_error);
}

ROLLCALL_ON_BOTH_BACKENDS(DescribedRows);

}  // namespace
}  // namespace rollcall::database
