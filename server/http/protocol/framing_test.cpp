#include "http/protocol/framing.hpp"

#include <gtest/gtest.h>

#include <string>

#include "http/protocol/limits.hpp"

namespace rollcall::http {
namespace {

using namespace std::string_literals;

std::optional<int> find_refusal(const std::string& header) {
    const auto refusal = check_framing(header);
    if (!refusal) return std::nullopt;
    EXPECT_FALSE(refusal->detail.empty());
    return refusal->status;
}

std::optional<int> with_lines(const std::string& lines) {
    return find_refusal("POST /a HTTP/1.1\r\nHost: a.example\r\n" + lines + "\r\n");
}

std::optional<int> with_host(const std::string& value) {
    return find_refusal("GET / HTTP/1.1\r\nHost:" + value + "\r\n\r\n");
}

constexpr std::optional<int> accepted = std::nullopt;

TEST(Framing, accepts_an_ordinary_request) {
    EXPECT_EQ(with_lines(""), accepted);
    EXPECT_EQ(with_lines("Content-Length: 12\r\nAccept: */*\r\nX-Empty:\r\n"), accepted);
    EXPECT_EQ(with_lines("Transfer-Encoding: Chunked\r\n"), accepted);
    EXPECT_EQ(with_lines("X-Name: J\xc3\xbcrgen\tM\r\n"), accepted);
    EXPECT_EQ(find_refusal("GET / HTTP/1.0\r\n\r\n"), accepted);
}

TEST(Framing, requires_exactly_one_host) {
    EXPECT_EQ(find_refusal("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(with_lines("Host: a.example\r\n"), 400);
    EXPECT_EQ(with_lines("HOST: b.example\r\n"), 400);
    EXPECT_EQ(find_refusal("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
}

TEST(Framing, requires_a_valid_host) {
    for (const auto* host : {" a.example", " a.example:8080", " [::1]:80", " 127.0.0.1", "a", " a:"}) {
        EXPECT_EQ(with_host(host), accepted) << host;
    }
    for (const auto* host : {"", " ", " a b", " a,b:80:80", " user@a", " a/b", " a:port", " a:123456", " [::1", " ::1",
                             " [x]", " [::1]x", " a?b", " a\\b", " <a>"}) {
        EXPECT_EQ(with_host(host), 400) << host;
    }
}

TEST(Framing, accepts_a_target_with_a_valid_host) {
    for (const auto* target : {"http://a.example/b", "https://a.example:8443/?c", "HTTP://[::1]:80",
                               "http://a.example?b", "http://127.0.0.1/"}) {
        EXPECT_EQ(find_refusal("GET " + std::string(target) + " HTTP/1.1\r\nHost: other.example\r\n\r\n"), accepted)
            << target;
    }
    for (const auto* target :
         {"http:///b", "http://", "http://u@a.example/", "http://a.example:b/", "http://a b/", "http://[::1/",
          "http://a.example#b", "ftp://a.example/", "http:a.example", "a.example:80", "https//a.example/"}) {
        EXPECT_EQ(find_refusal("GET " + std::string(target) + " HTTP/1.1\r\nHost: a.example\r\n\r\n"), 400) << target;
    }
}

TEST(Framing, requires_a_host_beside_one_in_the_target) {
    EXPECT_EQ(find_refusal("GET http://a.example/ HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(find_refusal("GET http://a.example/ HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400);
    EXPECT_EQ(find_refusal("GET http://a.example/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    EXPECT_EQ(find_refusal("GET http://a.example/ HTTP/1.0\r\n\r\n"), accepted);
}

TEST(Framing, requires_exactly_one_way_to_find_the_end_of_the_body) {
    EXPECT_EQ(with_lines("Content-Length: 1\r\nContent-Length: 1\r\n"), 400);
    EXPECT_EQ(with_lines("Content-Length: 1\r\nContent-Length: 2\r\n"), 400);
    EXPECT_EQ(with_lines("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400);
    EXPECT_EQ(with_lines("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"), 400);
    EXPECT_EQ(with_lines("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
    EXPECT_EQ(find_refusal("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(Framing, requires_a_length_in_digits) {
    for (const auto* length : {"", "+1", "-1", "1, 1", "0x1", "1 1", "1.0", "1e3", "9999999999999999999", "one"}) {
        EXPECT_EQ(with_lines("Content-Length: "s + length + "\r\n"), 400) << length;
    }
}

TEST(Framing, accepts_no_transfer_encoding_but_chunked) {
    for (const auto* encoding : {"", "gzip", "gzip, chunked", "chunked, chunked", "chunked, identity", "xchunked",
                                 "\"chunked\"", "chunked;q=1", "identity",
                                 "\x0b"
                                 "chunked"}) {
        EXPECT_EQ(with_lines("Transfer-Encoding: "s + encoding + "\r\n"), 400) << encoding;
    }
}

TEST(Framing, refuses_folded_and_broken_lines) {
    EXPECT_EQ(with_lines("X-A: 1\r\n 2\r\n"), 400);
    EXPECT_EQ(with_lines("X-A: 1\r\n\t2\r\n"), 400);
    EXPECT_EQ(find_refusal("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400);
    EXPECT_EQ(with_lines("X-A : 1\r\n"), 400);
    EXPECT_EQ(with_lines("X-A\r\n"), 400);
    EXPECT_EQ(with_lines(": 1\r\n"), 400);
    EXPECT_EQ(with_lines("X\xc3\xa4: 1\r\n"), 400);
    EXPECT_EQ(with_lines("X-A: 1\rX-B: 2\r\n"), 400);
    EXPECT_EQ(with_lines("X-A: 1\nX-B: 2\r\n"), 400);
    EXPECT_EQ(with_lines("X-A: 1\0\r\n"s), 400);
    EXPECT_EQ(with_lines("X\0A: 1\r\n"s), 400);
}

TEST(Framing, refuses_more_header_fields_than_anybody_needs) {
    std::string fields;
    for (std::size_t n = 1; n < max_header_fields; ++n) fields += "a:\r\n";
    const auto refusal_with = [](const std::string& some) {
        return check_framing("GET / HTTP/1.1\r\nHost: a\r\n" + some + "\r\n");
    };
    EXPECT_FALSE(refusal_with(fields));
    const auto refusal = refusal_with(fields + "a:\r\n");
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->status, 431);
}

TEST(Framing, accepts_only_a_path_or_an_http_address_as_the_target) {
    for (const auto* target :
         {"*", "ftp://a.example/", "a.example:443", "a", "//a b", "/#top", "/a\tb", "/\xc3\xa4", ""}) {
        EXPECT_EQ(find_refusal("GET "s + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), 400) << target;
    }
}

TEST(Framing, reads_the_first_line_strictly) {
    for (const auto* line :
         {"GET /", "GET", "", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET / http/1.1",
          "G(T / HTTP/1.1", "GET / HTTP/11", "GET / HTTP/1.1x", "GET\t/\tHTTP/1.1"}) {
        EXPECT_EQ(find_refusal(line + "\r\nHost: a\r\n\r\n"s), 400) << line;
    }
    EXPECT_EQ(find_refusal("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(find_refusal("GET / HTTP/0.9\r\nHost: a\r\n\r\n"), 505);
}

TEST(HeaderEnd, is_found_however_the_bytes_arrive) {
    const auto header = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"s;
    const auto bytes = header + "GET /next";
    HeaderEnd end;
    for (std::size_t length = 0; length < header.size(); ++length) {
        EXPECT_EQ(end.scan(bytes.substr(0, length)), HeaderEnd::State::incomplete) << length;
    }
    EXPECT_EQ(end.scan(bytes), HeaderEnd::State::complete);
    EXPECT_EQ(end.size(), header.size());
}

TEST(HeaderEnd, is_malformed_as_soon_as_it_cannot_be_a_header) {
    EXPECT_EQ(HeaderEnd().scan("\x16\x03\x01"), HeaderEnd::State::malformed);
    EXPECT_EQ(HeaderEnd().scan("GET / HTTP/1.1\n"), HeaderEnd::State::malformed);
    EXPECT_EQ(HeaderEnd().scan("GET / HTTP/1.1\r\nHost: a\n"), HeaderEnd::State::malformed);
    EXPECT_EQ(HeaderEnd().scan("\nGET"), HeaderEnd::State::malformed);
    EXPECT_EQ(HeaderEnd().scan("GET / HTTP/1.1\rH"), HeaderEnd::State::malformed);
    EXPECT_EQ(HeaderEnd().scan("GET / HTTP/1.1\r\nHost: a\r\n\rG"), HeaderEnd::State::malformed);
    HeaderEnd in_two_parts;
    EXPECT_EQ(in_two_parts.scan("GET / HTTP/1.1\r"), HeaderEnd::State::incomplete);
    EXPECT_EQ(in_two_parts.scan("GET / HTTP/1.1\rH"), HeaderEnd::State::malformed);
}

}  // namespace
}  // namespace rollcall::http
