#include "agents/configuration.hpp"

#include <gtest/gtest.h>

#include "agents/configuration_text.hpp"

namespace rollcall::agents {
namespace {

constexpr auto exact = R"({ "limit" : 9007199254740993,
  "list": [123456789012345678901234567890, 0.1000, -0, 1E5, -1.50e-07, {"voice": "\u004auno, \"x\\"}],
  "greeting": "Ahoy."})";

Agent with_greeting(std::optional<std::string> greeting) {
    Agent agent;
    agent.greeting = std::move(greeting);
    return agent;
}

TEST(ConfigurationText, is_kept_to_the_letter) { EXPECT_EQ(Configuration::from_text(exact).text(), exact); }

TEST(ConfigurationText, changes_only_where_a_basic_field_does) {
    const auto configuration = Configuration::from_text(exact);
    std::string expected(exact);
    expected.replace(expected.find("Ahoy."), 5, R"(\"Hi\")");
    EXPECT_EQ(configuration.with_changes(with_greeting("Ahoy."), with_greeting("\"Hi\"")).text(), expected);
    expected = exact;
    expected.erase(expected.find(",\n  \"greeting\""), sizeof(",\n  \"greeting\": \"Ahoy.\"") - 1);
    EXPECT_EQ(configuration.with_changes(with_greeting("Ahoy."), with_greeting({})).text(), expected);
    EXPECT_EQ(Configuration::from_text(expected).with_changes(with_greeting({}), with_greeting("Ahoy.")).text(),
              std::string(exact).replace(std::string(exact).find("greeting\": "), 11, "greeting\":"));
}

TEST(ConfigurationText, has_fields_added_replaced_and_removed) {
    EXPECT_EQ(with_field("{}", "a", "x"), R"({"a":"x"})");
    EXPECT_EQ(with_field("{ }", "a", "x\n"), R"({"a":"x\n"})");
    EXPECT_EQ(with_field(R"({"b":1.0})", "a", "x"), R"({"b":1.0,"a":"x"})");
    EXPECT_EQ(with_field("{\n  \"b\": 1.0\n}", "a", "x"), "{\n  \"b\": 1.0,\n  \"a\":\"x\"\n}");
    EXPECT_EQ(with_field(R"({"\u0061": null , "b":[]})", "a", "x"), R"({"\u0061": "x" , "b":[]})");
    EXPECT_EQ(with_field(R"({"a":{"a":"}"},"b":1E5})", "a", {}), R"({"b":1E5})");
    EXPECT_EQ(with_field(R"({"b":1E5,"a":"\\"})", "a", {}), R"({"b":1E5})");
    EXPECT_EQ(with_field(R"({"a":7})", "a", {}), "{}");
    EXPECT_EQ(with_field(R"({"b":{"a":7}})", "a", {}), R"({"b":{"a":7}})");
}

TEST(ConfigurationText, of_the_first_field_is_found) {
    EXPECT_EQ(text_of_first_field(R"( { "configuration" : {"a": [1.0, "}"] } } )"), R"({"a": [1.0, "}"] })");
}

TEST(Configurations, are_equal_whatever_the_order_of_their_fields_and_the_space_between) {
    EXPECT_EQ(Configuration::from_text(R"({"a":1,"b":[2,{"c":0.5}]})"),
              Configuration::from_text("{ \"b\": [2, {\"c\":0.5}],\n\"a\":1}"));
}

TEST(Configurations, differ_where_digits_do) {
    for (const auto& [one, other] : std::vector<std::pair<std::string, std::string>>{
             {"123456789012345678901234567890", "123456789012345678901234567891"},
             {"9007199254740993.0", "9007199254740992.0"},
             {"0.1", "0.10"},
             {"1", "\"1\""},
             {"-0", "0"}}) {
        EXPECT_NE(Configuration::from_text("{\"a\":[" + one + "]}"),
                  Configuration::from_text("{\"a\":[" + other + "]}"));
    }
}

}  // namespace
}  // namespace rollcall::agents
