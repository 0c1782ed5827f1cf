#include "connectors/web/web_address.hpp"

#include <gtest/gtest.h>

namespace rollcall::connectors {
namespace {

std::string encoded(std::string_view text) {
    const auto address = parse_web_address(text);
    return address ? address->text() : "";
}

std::string resolved(std::string_view text) {
    const auto base = parse_web_address("https://user:pw@a.example:8443/calls/2026/list?day=1#top");
    const auto address = parse_web_address(text, *base);
    return address ? address->text() : "";
}

// The expected texts are those of `new URL(...).href` in Chromium and Node.
TEST(WebAddressText, is_encoded_as_browsers_do) {
    EXPECT_EQ(encoded("https://a.example/call 7.wav"), "https://a.example/call%207.wav");
    EXPECT_EQ(encoded("https://a.example/Gespräch/ä?ö=ü#ß"), "https://a.example/Gespr%C3%A4ch/%C3%A4?%C3%B6=%C3%BC");
    EXPECT_EQ(encoded("https://a.example/a|b[0]?c|d[1]"), "https://a.example/a|b[0]?c|d[1]");
    EXPECT_EQ(encoded("https://a.example/{a}\"<b>`^"), "https://a.example/%7Ba%7D%22%3Cb%3E%60%5E");
    EXPECT_EQ(encoded("https://a.example/?q='\"<>`{}^\\"), "https://a.example/?q=%27%22%3C%3E`{}^\\");
    EXPECT_EQ(encoded("https://a.example/%zz%2F%e4%"), "https://a.example/%zz%2F%e4%");
    EXPECT_EQ(encoded("https://a.example/\xe4.wav"), "https://a.example/%E4.wav");
    EXPECT_EQ(encoded("https://a.example/通話/🎧.mp3"), "https://a.example/%E9%80%9A%E8%A9%B1/%F0%9F%8E%A7.mp3");
    EXPECT_EQ(encoded("  https://a.example/a\tb\nc \r\n"), "https://a.example/abc");
    EXPECT_EQ(encoded("https://a.example/a\x7f"), "https://a.example/a%7F");
}

TEST(WebAddressText, has_a_scheme_a_host_and_a_port_in_one_form) {
    EXPECT_EQ(encoded("HTTPS://Files.EXAMPLE:443"), "https://files.example/");
    EXPECT_EQ(encoded("http://a.example:80?x"), "http://a.example/?x");
    EXPECT_EQ(encoded("http://a.example:443/"), "http://a.example:443/");
    EXPECT_EQ(encoded("https:\\\\a.example\\b\\c"), "https://a.example/b/c");
    EXPECT_EQ(encoded("https:a.example/b"), "https://a.example/b");
    EXPECT_EQ(encoded("https://Aufnahmen.Müller.example/"), "https://aufnahmen.xn--mller-kva.example/");
    EXPECT_EQ(encoded("https://straße.example/"), "https://xn--strae-oqa.example/");
    EXPECT_EQ(encoded("https://%61.example/"), "https://a.example/");
    EXPECT_EQ(encoded("https://[2001:DB8::1]:8443/a"), "https://[2001:db8::1]:8443/a");
    EXPECT_EQ(encoded("https://key id:p|w@a.example/"), "https://key%20id:p%7Cw@a.example/");
    EXPECT_EQ(encoded("https://a@b@c.example/"), "https://a%40b@c.example/");
    EXPECT_EQ(encoded("https://my_bucket.a.example/"), "https://my_bucket.a.example/");
}

TEST(WebAddressText, has_no_dots_left_in_its_path) {
    EXPECT_EQ(encoded("https://a.example/a/./b/../c"), "https://a.example/a/c");
    EXPECT_EQ(encoded("https://a.example/a/%2E%2e/b/."), "https://a.example/b/");
    EXPECT_EQ(encoded("https://a.example/../../a/.."), "https://a.example/");
    EXPECT_EQ(encoded("https://a.example//a//"), "https://a.example//a//");
}

TEST(WebAddressText, may_be_relative) {
    EXPECT_EQ(resolved("/other ä"), "https://user:pw@a.example:8443/other%20%C3%A4");
    EXPECT_EQ(resolved("next|1"), "https://user:pw@a.example:8443/calls/2026/next|1");
    EXPECT_EQ(resolved("../x?y=[z]"), "https://user:pw@a.example:8443/calls/x?y=[z]");
    EXPECT_EQ(resolved("?day=2"), "https://user:pw@a.example:8443/calls/2026/list?day=2");
    EXPECT_EQ(resolved(""), "https://user:pw@a.example:8443/calls/2026/list?day=1");
    EXPECT_EQ(resolved("#end"), "https://user:pw@a.example:8443/calls/2026/list?day=1");
    EXPECT_EQ(resolved("//b.example/x"), "https://b.example/x");
    EXPECT_EQ(resolved("\\\\b.example\\x"), "https://b.example/x");
    EXPECT_EQ(resolved("https:next"), "https://user:pw@a.example:8443/calls/2026/next");
    EXPECT_EQ(resolved("http:next"), "http://next/");
    EXPECT_EQ(resolved("http://b.example"), "http://b.example/");
}

TEST(WebAddressText, is_refused_where_browsers_refuse) {
    for (const auto* text : {"", "harbour", "/a", "//a.example/", "https://", "https:///", "https://:80/",
                             "https://a b.example/", "https://a.example:x/", "https://a.example:65536/",
                             "https://[::1/", "https://[::g]/", "https://[::1%25eth0]/", "https://a%00.example/",
                             "https://a%2fb/", "https://a|b/", "https://xn--a.example\xff/", "1http://a.example/"}) {
        EXPECT_EQ(encoded(text), "") << text;
    }
}

TEST(WebAddressText, of_another_scheme_names_that_only) {
    for (const auto* text : {"file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "a.example:80"}) {
        const auto address = parse_web_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_FALSE(address->is_web());
        EXPECT_EQ(address->host, "");
    }
}

}  // namespace
}  // namespace rollcall::connectors
