#include "database/described_write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "database/testing_backends.hpp"

namespace rollcall::database {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Size {
    std::int64_t width = 0;
    std::optional<std::int64_t> height;

    bool operator==(const Size&) const = default;
};
BOOST_DESCRIBE_STRUCT(Size, (), (width, height))

struct Boat {
    std::int64_t number = 0;
    std::string name;
    std::optional<Colour> colour;
    Size size;
    std::chrono::milliseconds age{};

    bool operator==(const Boat&) const = default;
};
BOOST_DESCRIBE_STRUCT(Boat, (), (number, name, colour, size, age))

TEST(DescribedWrites, NameEachColumnOnce) {
    EXPECT_THAT(column_names<Boat>(), ElementsAre("number", "name", "colour", "width", "height", "age"));
    EXPECT_EQ(insert_statement<Boat>("boats", "number"),
              "INSERT INTO boats (name, colour, width, height, age) VALUES ($1, $2, $3, $4, $5)");
    EXPECT_EQ(set_clause<Size>(), "width = $1, height = $2");
}

class DescribedWritesIn : public testing::OnEachBackend {
protected:
    DescribedWritesIn() {
        database->write([](Transaction& tx) {
            tx.execute(R"(CREATE TABLE boats (number BIGINT PRIMARY KEY, name TEXT, colour TEXT, width BIGINT,
                                              height BIGINT, age BIGINT))");
        });
    }

    Boat stored() {
        const auto statement = "SELECT " + columns_of<Boat>("b") + " FROM boats b";
        return database->read([&](Transaction& tx) { return tx.first(statement, read_row<Boat>); }).value();
    }

    std::unique_ptr<Database> database = empty.open(clock);
};

ROLLCALL_ON_BOTH_BACKENDS(DescribedWritesIn);

TEST_P(DescribedWritesIn, ADatabaseAreReadAsTheyWereWritten) {
    for (const auto& boat : {Boat{1, "Ida", Colour::green, {3, 4}, 5ms}, Boat{2, "", std::nullopt, {0, {}}, 0ms}}) {
        database->write([&](Transaction& tx) {
            tx.execute("DELETE FROM boats");
            tx.execute_with(insert_statement<Boat>("boats"), column_values(boat));
        });
        EXPECT_EQ(stored(), boat);
    }
    const Size size{7, std::nullopt};
    database->write(
        [&](Transaction& tx) { tx.execute_with("UPDATE boats SET " + set_clause<Size>(), column_values(size)); });
    EXPECT_EQ(stored().size, size);
}

}  // namespace
}  // namespace rollcall::database
