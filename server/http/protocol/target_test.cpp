#include "http/protocol/target.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "http/protocol/limits.hpp"

namespace rollcall::http {
namespace {

using namespace std::string_view_literals;

TEST(Target, has_a_decoded_path_and_query) {
    const auto target = parse_target("/caf%C3%A9/a%20b?name=J%C3%BCrgen+M&empty=&flag&&a=b=c");
    EXPECT_EQ(target.raw_path, "/caf%C3%A9/a%20b");
    EXPECT_EQ(target.path, "/café/a b");
    EXPECT_EQ(target.authority, "");
    EXPECT_EQ(parse_query(target.raw_query),
              (Request::Pairs{{"name", "Jürgen M"}, {"empty", ""}, {"flag", ""}, {"a", "b=c"}}));
}

TEST(Target, keeps_a_plus_in_the_path_and_an_escaped_plus_in_the_query) {
    const auto target = parse_target("/a+b?email=a%2Bb@example.com");
    EXPECT_EQ(target.path, "/a+b");
    EXPECT_EQ(parse_query(target.raw_query).front().second, "a+b@example.com");
}

TEST(Target, is_refused_when_it_is_ambiguous) {
    for (const auto target : {""sv,
                              "*"sv,
                              "ftp://example.com/"sv,
                              "http:/example.com/"sv,
                              "https:example.com"sv,
                              "http"sv,
                              "http://example.com/../a"sv,
                              "example.com:443"sv,
                              "/%"sv,
                              "/%4"sv,
                              "/%zz"sv,
                              "/%00"sv,
                              "/%ff"sv,
                              "/%C0%AF"sv,
                              "/%ED%A0%80"sv,
                              "/%0a"sv,
                              "/a/../b"sv,
                              "/a/%2e%2E/b"sv,
                              "/.."sv,
                              "/./a"sv,
                              "/a/..%2Fb"sv}) {
        EXPECT_THROW(parse_target(target), Error) << target;
    }
}

TEST(Target, may_name_the_host_before_the_path) {
    const auto target = parse_target("http://example.com:8080/a%20b?c=d");
    EXPECT_EQ(target.authority, "example.com:8080");
    EXPECT_EQ(target.raw_path, "/a%20b");
    EXPECT_EQ(target.path, "/a b");
    EXPECT_EQ(target.raw_query, "c=d");
    for (const auto without_path : {"https://[::1]"sv, "HTTPS://[::1]/"sv, "hTTp://[::1]?"sv, "http://[::1]/?"sv}) {
        EXPECT_EQ(parse_target(without_path).authority, "[::1]") << without_path;
        EXPECT_EQ(parse_target(without_path).raw_path, "/") << without_path;
        EXPECT_EQ(parse_target(without_path).raw_query, "") << without_path;
    }
    EXPECT_EQ(parse_target("http://example.com?next=/x").raw_query, "next=/x");
}

TEST(Query, is_refused_when_it_is_ambiguous) {
    for (const auto query : {"a=%"sv, "a=%00"sv, "%ff=1"sv, "a=b&c=%2"sv}) {
        EXPECT_THROW(parse_query(query), Error) << query;
    }
}

TEST(Query, has_no_more_parameters_than_anybody_needs) {
    std::string query;
    for (std::size_t n = 0; n < max_query_parameters; ++n) query += "a&";
    EXPECT_EQ(parse_query(query).size(), max_query_parameters);
    EXPECT_THROW(parse_query(query + "a"), Error);
}

TEST(Target, may_have_dots_that_are_not_dot_segments) {
    EXPECT_EQ(parse_target("/a.b/...").path, "/a.b/...");
    EXPECT_EQ(parse_query(parse_target("/?next=/../x").raw_query).front().second, "/../x");
}

}  // namespace
}  // namespace rollcall::http
