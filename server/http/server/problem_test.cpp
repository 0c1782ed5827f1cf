#include "http/server/problem.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "core/enum_names.hpp"
#include "http/protocol/response_head.hpp"

namespace rollcall::http {
namespace {

boost::json::value body_of(const Response& response) { return boost::json::parse(response.body); }

TEST(Problem, describes_the_error_for_people_and_programs) {
    const auto response = make_problem_response(Error::conflict("This person is already a member."), "r-1");
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.header("content-type"), "application/problem+json");
    EXPECT_EQ(body_of(response),
              boost::json::parse(R"({"type": "about:blank", "title": "Conflict with the current state",
        "status": 409, "code": "conflict", "detail": "This person is already a member.", "request_id": "r-1"})"));
}

TEST(Problem, names_each_invalid_field) {
    const auto response =
        make_problem_response(Error::invalid({{"email", "No \"@\"."}, {"agent_ids[3]", "Not there."}}), "r-1");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(body_of(response).at("fields"),
              boost::json::parse(R"({"email": "No \"@\".", "agent_ids[3]": "Not there."})"));
}

TEST(Problem, says_how_long_to_wait) {
    const auto response = make_problem_response(Error::too_many_attempts(std::chrono::seconds(30)), "r-1");
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.header("Retry-After"), "30");
}

TEST(Problem, may_have_a_status_of_http_itself) {
    const auto response = make_problem_response(Error(ErrorCode::too_large, "The header is too large."), "r-1", 431);
    EXPECT_EQ(response.status, 431);
    EXPECT_EQ(body_of(response).at("status"), 431);
    EXPECT_EQ(body_of(response).at("code"), "too_large");
}

TEST(Problem, has_a_status_for_each_code) {
    for (const auto code : enum_values<ErrorCode>) {
        const auto response = make_problem_response(Error(code, "detail"), "r-1");
        EXPECT_EQ(response.status, get_error_status(code));
        EXPECT_GE(response.status, 400) << enum_name(code);
        EXPECT_EQ(body_of(response).at("code").as_string(), std::string(enum_name(code)));
    }
}

TEST(Problem, has_a_reason_phrase_for_each_code) {
    ResponseHead head(Scheme::https);
    for (const auto code : enum_values<ErrorCode>) {
        const auto response = make_problem_response(Error(code, "detail"), "r-1");
        const auto line = head.write(response, "r-1", AfterResponse::close);
        EXPECT_FALSE(line.starts_with("HTTP/1.1 " + std::to_string(response.status) + " \r\n")) << enum_name(code);
    }
}

TEST(Response, replaces_a_header_in_any_case_but_adds_cookies) {
    auto response = Response::no_content();
    response.set("Cache-Control", "no-store").set("cache-control", "no-cache");
    response.set("Set-Cookie", "a=1").set("Set-Cookie", "b=2");
    EXPECT_EQ(response.headers.size(), 3u);
    EXPECT_EQ(response.header("CACHE-CONTROL"), "no-cache");
}

}  // namespace
}  // namespace rollcall::http
