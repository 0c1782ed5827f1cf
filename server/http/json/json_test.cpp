#include "http/json/json.hpp"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "http/json/limits.hpp"

namespace rollcall::http {
namespace {

namespace json = boost::json;
using namespace std::string_literals;

/// The error for a text that is refused; "accepted" when it is not.
std::string refusal_of(std::string_view text) {
    try {
        parse_json(text);
        return "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::malformed_request);
        return error.detail();
    }
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, reads_every_kind_of_value) {
    const auto value = parse_json(R"( {"a": [1, -2, 2.5, true, false, null], "b": {"c": "x"}} )");
    EXPECT_EQ(json::serialize(value), R"({"a":[1,-2,2.5E0,true,false,null],"b":{"c":"x"}})");
}

TEST(Json, reads_a_text_with_all_its_escapes) {
    EXPECT_EQ(parse_json(R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")").as_string(), "\"\\/\b\f\n\r\té😀");
}

TEST(Json, keeps_whole_numbers_to_the_last_digit) {
    EXPECT_EQ(parse_json("-9223372036854775808").as_int64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse_json("9223372036854775807").as_int64(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parse_json("18446744073709551615").as_uint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(parse_json("18446744073709551616").as_double(), 18446744073709551616.0);
}

TEST(Json, reads_the_nearest_double) {
    EXPECT_EQ(parse_json("0.1").as_double(), 0.1);
    EXPECT_EQ(parse_json("1.7976931348623157e308").as_double(), std::numeric_limits<double>::max());
    EXPECT_EQ(parse_json("9007199254740993.0").as_double(), 9007199254740992.0);
    EXPECT_EQ(parse_json("5e-324").as_double(), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(parse_json("1e-999").as_double(), 0.0);
}

TEST(Json, refuses_numbers_beyond_a_double) {
    EXPECT_EQ(refusal_of("[1e999]"), "A number is too large, at byte 6.");
    EXPECT_EQ(refusal_of("[-1e309]").substr(0, 21), "A number is too large");
    EXPECT_EQ(refusal_of("1e99999999999999999999").substr(0, 21), "A number is too large");
}

TEST(Json, refuses_a_duplicate_name_at_any_depth) {
    EXPECT_EQ(refusal_of(R"({"a":1,"a":1})"), "A name occurs twice in one object, at byte 9.");
    EXPECT_NE(refusal_of(R"([{"x":{"b":1,"c":2,"b":3}}])"), "accepted");
    EXPECT_NE(refusal_of(R"({"a":1,"\u0061":2})"), "accepted");
    EXPECT_NE(refusal_of(R"({"a":{"b":1},"a":{"b":1}})"), "accepted");
    EXPECT_NE(refusal_of(R"({"":1,"":2})"), "accepted");
}

TEST(Json, accepts_the_same_name_in_another_object) {
    EXPECT_EQ(refusal_of(R"([{"a":{"a":1}},{"a":2,"A":3}])"), "accepted");
}

TEST(Json, refuses_more_than_32_levels) {
    EXPECT_EQ(refusal_of(nested(32)), "accepted");
    EXPECT_EQ(refusal_of(nested(33)), "The JSON is nested too deeply, at byte 32.");
    EXPECT_NE(refusal_of(nested(200'000)), "accepted");
}

TEST(Json, refuses_a_byte_order_mark) { EXPECT_EQ(refusal_of("\xEF\xBB\xBF{}"), "This is not valid JSON, at byte 0."); }

TEST(Json, refuses_bytes_that_are_not_utf8) {
    for (const auto bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
        EXPECT_NE(refusal_of("\""s + bytes + "\""), "accepted");
        EXPECT_NE(refusal_of("{\""s + bytes + "\":1}"), "accepted");
    }
}

TEST(Json, refuses_a_lone_surrogate) {
    EXPECT_EQ(refusal_of(R"("\ud83d")"), "This is not valid JSON, at byte 7.");
    EXPECT_NE(refusal_of(R"("\ude00")"), "accepted");
    EXPECT_NE(refusal_of(R"("\ud83d\u0041")"), "accepted");
    EXPECT_NE(refusal_of(R"({"\ud83d":1})"), "accepted");
}

TEST(Json, refuses_a_text_with_a_nul_in_values_and_names) {
    const std::string sentence = "A text holds the character U+0000, which cannot be kept";
    EXPECT_EQ(refusal_of(R"("a\u0000b")").substr(0, sentence.size()), sentence);
    EXPECT_EQ(refusal_of(R"({"a\u0000":1})").substr(0, sentence.size()), sentence);
    EXPECT_EQ(refusal_of(R"(")" + std::string(5000, 'x') + R"(\u0000)" + std::string(5000, 'x') + R"(")").substr(0, 6),
              "A text");
    EXPECT_NE(refusal_of("\"\0\""s), "accepted");
}

TEST(Json, refuses_anything_after_the_text) {
    EXPECT_EQ(refusal_of("{} {}"), "Something follows the JSON, at byte 3.");
    EXPECT_NE(refusal_of("1 x"), "accepted");
    EXPECT_NE(refusal_of("{}\0"s), "accepted");
    EXPECT_EQ(refusal_of(" \r\n\t{} \r\n\t"), "accepted");
}

TEST(Json, refuses_an_empty_text) {
    EXPECT_EQ(refusal_of(""), "The JSON ends too early, at byte 0.");
    EXPECT_EQ(refusal_of("  "), "The JSON ends too early, at byte 2.");
}

TEST(Json, refuses_what_other_parsers_accept) {
    for (const auto text : {"[1,]",
                            "{\"a\":1,}",
                            "[,1]",
                            "{a:1}",
                            "{'a':1}",
                            "// x\n1",
                            "/* x */1",
                            "[1 2]",
                            "{\"a\" 1}",
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "01",
                            "-01",
                            "1.",
                            ".5",
                            "+1",
                            "1e",
                            "1e+",
                            "0x10",
                            "-",
                            "True",
                            "nul",
                            "\"\\x41\"",
                            "\"\\u12\"",
                            "\"a\nb\"",
                            "\"a\tb\"",
                            "\"",
                            "[",
                            "{\"a\"",
                            "{\"a\":",
                            "]",
                            "{1:2}",
                            "[1}",
                            "\v1",
                            "\xc2\xa0"
                            "1"})
        EXPECT_NE(refusal_of(text), "accepted") << text;
}

TEST(Json, refuses_a_text_cut_at_any_byte) {
    const std::string text = R"({"a":[1,-2.5e3,"x\u00e9\ud83d\ude00é",true,false,null],"b":{"c":[{}]}})";
    ASSERT_EQ(refusal_of(text), "accepted");
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_NE(refusal_of(text.substr(0, length)), "accepted") << length;
}

TEST(Json, distinguishes_long_names_that_differ_at_the_end) {
    const std::string longer(3000, 'n');
    const auto value = parse_json("{\"" + longer + "a\":1,\"" + longer + "b\":2}");
    EXPECT_EQ(value.as_object().at(longer + "b").as_int64(), 2);
    EXPECT_NE(refusal_of("{\"" + longer + "a\":1,\"" + longer + "a\":2}"), "accepted");
}

std::string list_of(std::size_t values) {
    std::string text = "[0";
    for (std::size_t count = 1; count < values; ++count) text += ",0";
    return text + "]";
}

TEST(Json, has_a_maximum_of_values) {
    EXPECT_EQ(parse_json(list_of(max_json_values - 1)).as_array().size(), max_json_values - 1);
    try {
        parse_json(list_of(max_json_values));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::malformed_request);
        EXPECT_NE(error.detail().find("too many values"), std::string::npos);
    }
}

}  // namespace
}  // namespace rollcall::http
