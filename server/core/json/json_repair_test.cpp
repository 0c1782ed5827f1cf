#include "core/json/json_repair.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rollcall {
namespace {

/// The repaired text, given in chunks of that size.
std::string repair_in_chunks(std::string_view text, std::size_t size) {
    JsonRepair repair;
    std::string result;
    for (std::size_t at = 0; at < text.size(); at += size) result += repair.append(text.substr(at, size));
    result += repair.finish();
    return result;
}

struct Case {
    std::string text;
    std::string repaired;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [text, repaired] : cases) {
        EXPECT_EQ(repair_json(text), repaired);
        for (std::size_t size = 1; size <= text.size(); ++size) EXPECT_EQ(repair_in_chunks(text, size), repaired);
    }
}

TEST(JsonRepair, replaces_surrogates_without_their_other_half) {
    check({
        {R"("\ud83d")", R"("\ufffd")"},
        {R"("\uDE00 x")", R"("\ufffd x")"},
        {R"("\uDBFF\uDBFF\uDFFF")", R"("\ufffd\uDBFF\uDFFF")"},
        {R"("\uDC00\uD800")", R"("\ufffd\ufffd")"},
        {R"("\uD800A\uD800\n\uD800\\uDC00")", R"("\ufffdA\ufffd\n\ufffd\\uDC00")"},
        {R"("\ud83d\u0041")", R"("\ufffd\u0041")"},
        {R"({"\ud83d":["\udfff"]})", R"({"\ufffd":["\ufffd"]})"},
        {"\"\\ud83d\xc3\xa4\"", "\"\\ufffd\xc3\xa4\""},
        {"\"\\ud83d\xed\xb8\x80\"", "\"\\ufffd\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    });
}

TEST(JsonRepair, replaces_what_is_not_utf8) {
    const std::string unknown = "\xEF\xBF\xBD";
    check({
        {"\"a\xff z\"", "\"a" + unknown + " z\""},
        {"\"caf\xe9\"", "\"caf" + unknown + "\""},
        {"\"\xf0\x9f\x98\"", "\"" + unknown + "\""},
        {"\"\xe2\x82\xe2\x82\xac\"", "\"" + unknown + "\xe2\x82\xac\""},
        {"\"\xc0\xaf\"", "\"" + unknown + unknown + "\""},
        {"\xf0\x9f", unknown},
    });
}

TEST(JsonRepair, keeps_everything_else) {
    std::vector<Case> cases;
    for (const std::string text :
         {R"({"a":"\ud83d\ude00","b":"\\ud83d","c":"\"\\\\\u0000\u00e4\/\uFFFF"})", R"("\\\\ud800")", "[1,2.5,\"x\"]",
          "\xf0\x9f\x98\x80 \xe2\x82\xac \xc3\xa4", R"("\u12)", R"("\ud83)", R"("\uZZZZ\x\)", "", "\\"}) {
        cases.push_back({text, text});
    }
    check(cases);
}

TEST(JsonRepair, says_whether_bytes_were_invalid) {
    JsonRepair repair;
    repair.append(R"("\ud83d)");
    repair.finish();
    EXPECT_FALSE(repair.has_invalid_bytes());
    repair.append("\xc3");
    EXPECT_FALSE(repair.has_invalid_bytes());
    repair.append("x");
    EXPECT_TRUE(repair.has_invalid_bytes());
}

}  // namespace
}  // namespace rollcall
