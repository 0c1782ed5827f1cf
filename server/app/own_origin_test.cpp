#include "app/own_origin.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "core/error.hpp"

namespace rollcall::app {
namespace {

const std::string listening = "http://192.168.7.20:8080";

bool is_refused(const std::string& base_url, const std::string& host, const std::optional<std::string>& origin,
                bool has_cookie = true) {
    http::Request request;
    request.method = http::Method::post;
    request.headers = {{"host", host}};
    if (origin) request.headers.emplace_back("origin", *origin);
    try {
        OwnOrigin{base_url, listening}.require_from_own_page(request, has_cookie);
        return false;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::foreign_origin);
        return true;
    }
}

TEST(OwnOrigin, loopback_names_are_those_of_this_machine) {
    for (const auto* host : {"localhost", "localhost:8080", "LocalHost:1", "127.0.0.1", "127.0.0.1:8080",
                             "127.255.3.9:80", "[::1]", "[::1]:8080", "localhost:"}) {
        EXPECT_TRUE(is_loopback_host(host)) << host;
    }
}

TEST(OwnOrigin, other_names_are_not_loopback_names) {
    for (const auto* host : {"",
                             ":8080",
                             "evil.example",
                             "localhost.evil.example",
                             "evil.example:8080",
                             "localhost.",
                             "127.0.0.1.nip.io",
                             "127.0.0.1.evil.example:80",
                             "127.0.0.1x",
                             "127.1",
                             "128.0.0.1",
                             "10.0.0.5:8080",
                             "0.0.0.0:8080",
                             "[::2]:80",
                             "[::1].evil.example",
                             "[::1]x",
                             "[::ffff:10.0.0.5]",
                             "::1",
                             "localhost:80@evil.example",
                             "localhost:8a",
                             "evil.example#localhost"}) {
        EXPECT_FALSE(is_loopback_host(host)) << host;
    }
}

TEST(OwnOrigin, is_the_loopback_name_that_was_asked_for_while_no_base_url_is_set) {
    EXPECT_FALSE(is_refused("", "localhost:8080", "http://localhost:8080"));
    EXPECT_FALSE(is_refused("", "[::1]:8080", "http://[::1]:8080"));
    EXPECT_TRUE(is_refused("", "localhost:8080", "http://127.0.0.1:8080"));
    EXPECT_TRUE(is_refused("", "localhost:8080", "http://localhost:9000"));
    EXPECT_TRUE(is_refused("", "localhost:8080", "null"));
    EXPECT_TRUE(is_refused("", "localhost:8080", std::nullopt));
    EXPECT_FALSE(is_refused("", "localhost:8080", std::nullopt, false));
}

TEST(OwnOrigin, is_no_other_name_whatever_the_request_says) {
    EXPECT_TRUE(is_refused("", "evil.example:8080", "http://evil.example:8080"));
    EXPECT_TRUE(is_refused("", "192.168.7.21:8080", "http://192.168.7.21:8080"));
    EXPECT_TRUE(is_refused("", "evil.example:8080", "http://evil.example:8080", false));
}

TEST(OwnOrigin, is_the_address_at_which_the_server_listens) {
    EXPECT_FALSE(is_refused("", "192.168.7.20:8080", listening));
    EXPECT_TRUE(is_refused("", "evil.example", listening));
}

TEST(OwnOrigin, is_the_base_url_alone_where_one_is_set) {
    const std::string base_url = "https://calls.example.com";
    EXPECT_FALSE(is_refused(base_url, "10.0.0.3:8080", base_url));
    EXPECT_TRUE(is_refused(base_url, "localhost:8080", "http://localhost:8080"));
    EXPECT_TRUE(is_refused(base_url, "192.168.7.20:8080", listening));
}

TEST(OwnOrigin, is_compared_as_an_origin_and_not_as_text) {
    const std::string base_url = "https://calls.example.com";
    for (const auto* same :
         {"https://calls.example.com:443", "HTTPS://CALLS.example.com", "https://calls.example.com:0443"})
        EXPECT_FALSE(is_refused(base_url, "10.0.0.3:8080", same)) << same;
    for (const auto* other :
         {"https://calls.example.com/", "https://calls.example.com:80", "http://calls.example.com",
          "https://calls.example.com.", "https://ada@calls.example.com", "https://calls.example.com/x"})
        EXPECT_TRUE(is_refused(base_url, "10.0.0.3:8080", other)) << other;
    EXPECT_FALSE(is_refused("", "LOCALHOST:80", "http://localhost"));
    EXPECT_FALSE(is_refused("", "localhost", "http://Localhost:80"));
    EXPECT_TRUE(is_refused("", "localhost:8080", "http://localhost"));
    EXPECT_TRUE(is_refused("", "evil.example:80", "http://evil.example"));
}

}  // namespace
}  // namespace rollcall::app
