#include "http/protocol/request.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::http {
namespace {

using Values = std::vector<std::string_view>;

TEST(Request, finds_a_cookie_among_others) {
    Request request;
    request.headers = {{"cookie", "a=1; xsession=no;session=yes ; b"}, {"cookie", "c=x=y"}};
    EXPECT_EQ(request.cookies("session"), Values{"yes"});
    EXPECT_EQ(request.cookies("c"), Values{"x=y"});
    EXPECT_EQ(request.cookies("b"), Values{});
}

TEST(Request, finds_all_cookies_of_a_name_in_their_order) {
    Request request;
    request.headers = {{"cookie", "session=1; a=2; session=; session=3"}, {"host", "a"}, {"cookie", " session = 4;"}};
    EXPECT_EQ(request.cookies("session"), (Values{"1", "", "3", "4"}));
}

TEST(Request, finds_the_first_header_of_a_name) {
    Request request;
    request.headers = {{"if-match", "\"1\""}, {"if-match", "\"2\""}};
    EXPECT_EQ(request.header("if-match"), "\"1\"");
    EXPECT_EQ(request.header("accept"), std::nullopt);
}

TEST(Request, has_no_path_parameter_that_the_route_does_not_name) {
    Request request;
    request.path_parameters = {{"id", "1"}};
    EXPECT_EQ(request.path_parameter("id"), "1");
    EXPECT_THROW(request.path_parameter("other"), std::logic_error);
}

TEST(Method, is_read_and_written_by_its_name) {
    for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
        EXPECT_EQ(parse_method(method_name(method)), method);
    }
    EXPECT_EQ(parse_method("get"), std::nullopt);
    EXPECT_EQ(parse_method("OPTIONS"), std::nullopt);
}

}  // namespace
}  // namespace rollcall::http
