#include "http/json/json_write.hpp"

#include <gtest/gtest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <limits>
#include <stdexcept>

#include "http/json/json.hpp"

namespace rollcall::http {
namespace {

enum class Role { member, administrator };
BOOST_DESCRIBE_ENUM(Role, member, administrator)

struct Agent {
    AgentId id;
    std::string name;
    std::optional<std::string> voice;
};
BOOST_DESCRIBE_STRUCT(Agent, (), (id, name, voice))

struct DatedAgent : Agent {
    Time created_at;
    std::vector<Role> can;
};
BOOST_DESCRIBE_STRUCT(DatedAgent, (Agent), (created_at, can))

struct Numbers {
    int small = -7;
    std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    std::size_t highest = std::numeric_limits<std::uint64_t>::max();
    double half = 0.5;
    bool yes = true;
};
BOOST_DESCRIBE_STRUCT(Numbers, (), (small, lowest, highest, half, yes))

struct Session {
    bool setup_required = false;
    Maybe<Agent> agent;
    Maybe<std::int64_t> total;
};
BOOST_DESCRIBE_STRUCT(Session, (), (setup_required, agent, total))

struct OnlyMaybe {
    Maybe<int> first;
    Maybe<int> second;
};
BOOST_DESCRIBE_STRUCT(OnlyMaybe, (), (first, second))

template <class Item>
struct List {
    std::vector<Item> items;
    Maybe<std::int64_t> total;
    BOOST_DESCRIBE_CLASS(List, (), (items, total), (), ())
};

const std::string reception = R"({"id":"a1","name":"Reception","voice":null})";

TEST(JsonWrite, writes_the_fields_in_order) {
    EXPECT_EQ(write_json(Agent{AgentId(std::string("a1")), "Reception", {}}), reception);
}

TEST(JsonWrite, writes_the_fields_of_a_base_first) {
    const DatedAgent agent{
        {AgentId(std::string("a1")), "Reception", "Ida"}, from_milliseconds(1'795'505'574'120), {Role::administrator}};
    EXPECT_EQ(write_json(agent), R"({"id":"a1","name":"Reception","voice":"Ida",)"
                                 R"("created_at":"2026-11-24T07:32:54.120Z","can":["administrator"]})");
}

TEST(JsonWrite, writes_numbers_to_the_last_digit) {
    EXPECT_EQ(write_json(Numbers{}),
              R"({"small":-7,"lowest":-9223372036854775808,"highest":18446744073709551615,"half":0.5,"yes":true})");
}

TEST(JsonWrite, leaves_out_a_maybe_that_is_not_set) {
    EXPECT_EQ(write_json(Session{}), R"({"setup_required":false})");
    Session session;
    session.agent = Agent{AgentId(std::string("a1")), "Reception", {}};
    session.total = std::optional<std::int64_t>(3);
    EXPECT_EQ(write_json(session), R"({"setup_required":false,"agent":)" + reception + R"(,"total":3})");
}

TEST(JsonWrite, writes_no_comma_before_the_first_field_that_is_set) {
    EXPECT_EQ(write_json(OnlyMaybe{}), "{}");
    EXPECT_EQ(write_json(OnlyMaybe{{}, 2}), R"({"second":2})");
    EXPECT_EQ(write_json(OnlyMaybe{1, {}}), R"({"first":1})");
}

TEST(JsonWrite, writes_lists_and_maps) {
    const Agent agent{AgentId(std::string("a1")), "Reception", {}};
    EXPECT_EQ(write_json(List<Agent>{{agent, agent}, 2}),
              R"({"items":[)" + reception + "," + reception + R"(],"total":2})");
    EXPECT_EQ(write_json(List<Agent>{}), R"({"items":[]})");
    EXPECT_EQ(write_json(std::map<std::string, std::string>{{"a\"", "b\\"}, {"c", ""}}), R"({"a\"":"b\\","c":""})");
}

TEST(JsonWrite, escapes_every_text_so_that_it_is_read_back_unchanged) {
    std::string text = "José 田中太郎 ليلى 😀 </script> \x7f ";
    for (char control = 1; control < 32; ++control) text += control;
    text += "\"\\/";
    for (std::size_t length : {0, 500, 511, 512, 513, 2000}) {
        const auto whole = std::string(length, '"') + text;
        const auto read = parse_json(write_json(whole));
        EXPECT_EQ(std::string_view(read.as_string()), whole);
    }
}

TEST(JsonWrite, writes_any_object_as_it_was_read) {
    const std::string text =
        R"({"z":[1,-2.5,1e-07,18446744073709551615,"\"é",null,true,{}],"a":{"b":[],"c":{"d":false}}})";
    EXPECT_EQ(write_json(parse_json(text).as_object()), text);
    EXPECT_EQ(write_json(boost::json::object()), "{}");
}

TEST(JsonWrite, replaces_bytes_that_are_not_utf8) {
    EXPECT_EQ(write_json(std::string("a\xff"
                                     "b\xc3")),
              "\"a\uFFFDb\uFFFD\"");
    EXPECT_EQ(write_json(std::string("é\xed\xa0\x80")).substr(0, 6), "\"é\uFFFD");
}

TEST(JsonWrite, throws_for_values_that_have_no_form_in_json) {
    EXPECT_THROW(write_json(std::numeric_limits<double>::infinity()), std::logic_error);
    EXPECT_THROW(write_json(std::numeric_limits<double>::quiet_NaN()), std::logic_error);
    EXPECT_THROW(write_json(static_cast<Role>(7)), std::logic_error);
}

// The text as Boost.JSON writes it, with each character at each place of the eight that are judged at once.
TEST(JsonWrite, escapes_what_must_be_escaped_and_nothing_else) {
    std::string all;
    for (int letter = 1; letter < 128; ++letter) all += static_cast<char>(letter);
    all += "ü€😀";
    for (std::size_t begin = 0; begin < 127; ++begin) {
        const auto text = all.substr(begin, 3);
        if (text.back() == '\xc3') continue;
        std::string written;
        append_text(written, text);
        EXPECT_EQ(written, boost::json::serialize(boost::json::string(text))) << begin;
    }
    for (int letter = 1; letter < 128; ++letter) {
        for (std::size_t place = 0; place < 20; ++place) {
            std::string text(20, 'x');
            text[place] = static_cast<char>(letter);
            for (const auto& whole : {text, text + "ü", "€" + text}) {
                std::string written;
                append_text(written, whole);
                EXPECT_EQ(written, boost::json::serialize(boost::json::string(whole))) << letter;
            }
        }
    }
}

TEST(JsonWrite, makes_room_for_a_list_once) {
    std::vector<DatedAgent> agents(
        100, DatedAgent{{AgentId(std::string("agent")), "Reception \"1\"", "a voice"}, Time(), {}});
    const auto text = write_json(agents);
    EXPECT_LE(text.capacity(), text.size() + 100 * 16 + 256);
    agents.front().name = std::string(100'000, 'x');
    EXPECT_LE(write_json(agents).capacity(), 300'000U);
}

}  // namespace
}  // namespace rollcall::http
