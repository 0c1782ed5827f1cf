#include "contacts/imports/csv_encoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rollcall::contacts {
namespace {

using namespace std::string_literals;

/// In parts of two bytes, which cut characters.
ReadBytes read_parts(std::string text) {
    return [text = std::move(text)](const std::function<void(std::string_view)>& on_part) {
        for (std::size_t offset = 0; offset < text.size(); offset += 2)
            on_part(std::string_view(text).substr(offset, 2));
    };
}

std::string converted(const std::string& text) {
    std::string result;
    const auto read = read_parts(text);
    convert_to_utf_8(detect_encoding(read), read, [&](std::string_view part) { result += part; });
    return result;
}

std::string as_utf_16(std::u16string_view text, bool is_little_endian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += is_little_endian ? low : high;
        bytes += is_little_endian ? high : low;
    }
    return bytes;
}

const auto text = "name;phone\r\nليلى;+49 30 12345678\r\n田中 花子;\r\n"s;
constexpr auto text_in_16 = u"name;phone\r\nليلى;+49 30 12345678\r\n田中 花子;\r\n";

TEST(CsvEncoding, ReadsUtf8WithAndWithoutAByteOrderMark) {
    EXPECT_EQ(converted(text), text);
    EXPECT_EQ(converted("\xef\xbb\xbf" + text), text);
    EXPECT_EQ(converted("name\nEva\n"), "name\nEva\n");
    EXPECT_EQ(converted(""), "");
}

TEST(CsvEncoding, ReadsUtf16WithAndWithoutAByteOrderMark) {
    for (const bool is_little_endian : {true, false}) {
        EXPECT_EQ(converted(as_utf_16(u"\ufeff" + std::u16string(text_in_16), is_little_endian)), text);
        EXPECT_EQ(converted(as_utf_16(text_in_16, is_little_endian)), text);
    }
}

TEST(CsvEncoding, ReadsWindows1252) {
    EXPECT_EQ(converted("name;note\nJos\xe9 M\xfcller;\x80 5 \x96 \x93quoted\x94\n"),
              "name;note\nJosé Müller;€ 5 – “quoted”\n");
}

TEST(CsvEncoding, TakesFewInvalidBytesForMistakesInUtf8) {
    EXPECT_EQ(detect_encoding(read_parts(text + "Jos\xe9;1\n")), CsvEncoding::utf_8);
    EXPECT_EQ(converted(text + "Jos\xe9;1\n"), text + "Jos\xef\xbf\xbf;1\n");
    EXPECT_EQ(converted("\xef\xbb\xbfJos\xe9\n"), "Jos\xef\xbf\xbf\n");
    EXPECT_EQ(converted(text + "\xe7\x94"), text + "\xef\xbf\xbf");
}

TEST(CsvEncoding, KeepsReplacementCharacters) { EXPECT_EQ(converted("a,\xef\xbf\xbd\n"), "a,\xef\xbf\xbd\n"); }

TEST(CsvEncoding, KeepsNulBytes) { EXPECT_EQ(converted("a\0b,c\n1,2\n3,4\n5,6\n"s), "a\0b,c\n1,2\n3,4\n5,6\n"s); }

}  // namespace
}  // namespace rollcall::contacts
