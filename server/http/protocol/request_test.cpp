#include "http/protocol/request.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::http {
namespace {

TEST(Request, FindsACookieAmongOthers) {
    Request request;
    request.headers = {{"cookie", "a=1; xsession=no;session=yes ; b"}, {"cookie", "c=x=y"}};
    EXPECT_EQ(request.cookie("session"), "yes");
    EXPECT_EQ(request.cookie("c"), "x=y");
    EXPECT_EQ(request.cookie("b"), std::nullopt);
}

TEST(Request, FindsTheFirstHeaderOfAName) {
    Request request;
    request.headers = {{"if-match", "\"1\""}, {"if-match", "\"2\""}};
    EXPECT_EQ(request.header("if-match"), "\"1\"");
    EXPECT_EQ(request.header("accept"), std::nullopt);
}

TEST(Request, HasNoPathParameterThatTheRouteDoesNotName) {
    Request request;
    request.path_parameters = {{"id", "1"}};
    EXPECT_EQ(request.path_parameter("id"), "1");
    EXPECT_THROW(request.path_parameter("other"), std::logic_error);
}

TEST(Method, IsReadAndWrittenByItsName) {
    for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
        EXPECT_EQ(method_from_text(to_text(method)), method);
    }
    EXPECT_EQ(method_from_text("get"), std::nullopt);
    EXPECT_EQ(method_from_text("OPTIONS"), std::nullopt);
}

}  // namespace
}  // namespace rollcall::http
