#include "http/protocol/response_head.hpp"

#include <gtest/gtest.h>

namespace rollcall::http {
namespace {

bool has(const std::string& head, std::string_view line) {
    return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

std::string head_of(const Response& response, Scheme scheme = Scheme::http,
                    AfterResponse after = AfterResponse::keep_alive) {
    return ResponseHead(scheme).write(response, "r-1", after);
}

TEST(ResponseHead, has_the_headers_of_every_response) {
    const auto head = head_of(Response::json(200, "{}"));
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_TRUE(has(head, "Content-Type: application/json"));
    EXPECT_TRUE(has(head, "Content-Length: 2"));
    EXPECT_TRUE(has(head, "X-Request-Id: r-1"));
    EXPECT_TRUE(has(head, "X-Content-Type-Options: nosniff"));
    EXPECT_TRUE(has(head, "Cache-Control: no-store"));
    EXPECT_TRUE(has(
        head,
        "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
    EXPECT_TRUE(has(head, "Referrer-Policy: no-referrer"));
    EXPECT_TRUE(has(head, "Cross-Origin-Opener-Policy: same-origin"));
    EXPECT_TRUE(has(head, "Cross-Origin-Resource-Policy: same-origin"));
    EXPECT_EQ(head.find("Server:"), std::string::npos);
    EXPECT_EQ(head.find("Connection:"), std::string::npos);
}

TEST(ResponseHead, keeps_the_policies_of_the_handler) {
    auto response = Response::text(200, "page");
    response.set("cache-control", "no-cache").set("Content-Security-Policy", "default-src 'self'");
    const auto head = head_of(response);
    EXPECT_TRUE(has(head, "cache-control: no-cache"));
    EXPECT_EQ(head.find("no-store"), std::string::npos);
    EXPECT_EQ(head.find("default-src 'none'"), std::string::npos);
}

TEST(ResponseHead, has_strict_transport_security_on_https_only) {
    EXPECT_EQ(head_of(Response::no_content()).find("Strict-Transport-Security"), std::string::npos);
    EXPECT_TRUE(has(head_of(Response::no_content(), Scheme::https), "Strict-Transport-Security: max-age=31536000"));
}

TEST(ResponseHead, says_when_the_connection_is_closed) {
    EXPECT_TRUE(has(head_of(Response::no_content(), Scheme::http, AfterResponse::close), "Connection: close"));
}

TEST(ResponseHead, has_no_length_when_there_is_no_body) {
    EXPECT_EQ(head_of(Response::no_content()).find("Content-Length"), std::string::npos);
    EXPECT_EQ(head_of(Response{304, {}, {}}).find("Content-Length"), std::string::npos);
    EXPECT_TRUE(has(head_of(Response{200, {}, {}}), "Content-Length: 0"));
}

TEST(ResponseHead, a_header_with_a_line_break_is_invalid) {
    EXPECT_TRUE(has_valid_headers(Response::json(200, "{}").set("Location", "/members/1")));
    EXPECT_FALSE(has_valid_headers(Response::json(200, "{}").set("Location", "/\r\nSet-Cookie: a=b")));
    EXPECT_FALSE(has_valid_headers(Response::json(200, "{}").set("X: a\r\nY", "b")));
}

}  // namespace
}  // namespace rollcall::http
