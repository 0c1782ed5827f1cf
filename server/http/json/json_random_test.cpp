// Random values and random damage, the same in every run: a failure names its round, which can be repeated alone.
#include <gtest/gtest.h>

#include <bit>
#include <boost/describe/class.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <random>
#include <string>

#include "core/error.hpp"
#include "http/json/json.hpp"
#include "http/json/json_read.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::http {
namespace {

namespace json = boost::json;

constexpr unsigned rounds = 5'000;

class Dice {
public:
    explicit Dice(unsigned round) : engine_(20'261'124 + round) {}

    std::size_t below(std::size_t sides) { return std::uniform_int_distribution<std::size_t>(0, sides - 1)(engine_); }
    std::uint64_t bits() { return engine_(); }

    std::string text() {
        static const std::vector<std::string> parts = {"a", "\"",   "\\",     "\n", "\x01", "é", "田",
                                                       "😀", "\x7f", "\u2028", "</", "0",    " ", std::string(600, 'x')};
        std::string text;
        for (auto count = below(6); count > 0; --count) text += parts[below(parts.size())];
        return text;
    }

    double finite_double() {
        const auto number = std::bit_cast<double>(bits());
        return std::isfinite(number) ? number : 0.5;
    }

    json::value value(std::size_t depth) {
        switch (below(depth == 0 ? 6 : 8)) {
            case 0:
                return nullptr;
            case 1:
                return below(2) == 0;
            case 2:
                return static_cast<std::int64_t>(bits());
            case 3:
                return bits() | (std::uint64_t{1} << 63);  // only uint64 holds it
            case 4:
                return finite_double();
            case 5:
                return json::string(text());
            case 6: {
                json::array array;
                for (auto count = below(5); count > 0; --count) array.push_back(value(depth - 1));
                return array;
            }
            default: {
                json::object object;
                for (auto count = below(5); count > 0; --count) object[text()] = value(depth - 1);
                return object;
            }
        }
    }

private:
    std::mt19937_64 engine_;
};

struct Row {
    std::string name;
    std::optional<std::vector<std::string>> labels;
    std::int64_t number = 0;
    bool on = false;
    std::vector<Row> rows;

    bool operator==(const Row&) const = default;
};
BOOST_DESCRIBE_STRUCT(Row, (), (name, labels, number, on, rows))

Row random_row(Dice& dice, std::size_t depth) {
    Row row{dice.text(), std::nullopt, static_cast<std::int64_t>(dice.bits()), dice.below(2) == 0, {}};
    if (dice.below(2) == 0) row.labels = {dice.text(), dice.text()};
    for (auto count = depth == 0 ? 0 : dice.below(4); count > 0; --count)
        row.rows.push_back(random_row(dice, depth - 1));
    return row;
}

/// Changes, drops or repeats a few bytes.
void damage(Dice& dice, std::string& text) {
    static const std::string bytes("{}[]\",:\\u0dDe-.019tfn \n\xff\xc3\xed\0", 27);
    for (auto count = 1 + dice.below(3); count > 0 && !text.empty(); --count) {
        const auto place = dice.below(text.size());
        switch (dice.below(4)) {
            case 0:
                text[place] = bytes[dice.below(bytes.size())];
                break;
            case 1:
                text.erase(place, 1 + dice.below(4));
                break;
            case 2:
                text.insert(place, text.substr(dice.below(text.size()), dice.below(20)));
                break;
            default:
                text.insert(place, 1, bytes[dice.below(bytes.size())]);
                break;
        }
    }
}

TEST(JsonRandom, what_boost_writes_is_read_back_the_same) {
    for (unsigned round = 0; round < rounds; ++round) {
        Dice dice(round);
        const auto value = dice.value(4);
        ASSERT_EQ(parse_json(json::serialize(value)), value) << "round " << round;
    }
}

TEST(JsonRandom, what_we_write_is_read_back_the_same) {
    for (unsigned round = 0; round < rounds; ++round) {
        Dice dice(round);
        const auto row = random_row(dice, 3);
        ASSERT_EQ(read_json<Row>(write_json(row)), row) << "round " << round;
        const auto number = dice.finite_double();
        ASSERT_EQ(parse_json(write_json(number)).to_number<double>(), number) << "round " << round;
    }
}

TEST(JsonRandom, a_damaged_text_is_refused_or_read_consistently) {
    unsigned refused = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        Dice dice(round);
        auto text = write_json(random_row(dice, 2));
        damage(dice, text);
        try {
            const auto value = parse_json(text);
            ASSERT_EQ(parse_json(json::serialize(value)), value) << "round " << round;
            const auto row = from_json<Row>(value);
            ASSERT_EQ(read_json<Row>(write_json(row)), row) << "round " << round;
        } catch (const Error& error) {
            ASSERT_TRUE(error.code() == ErrorCode::malformed_request || error.code() == ErrorCode::invalid_fields);
            ++refused;
        }
    }
    EXPECT_GT(refused, rounds / 2) << "the damage has no effect";
}

}  // namespace
}  // namespace rollcall::http
