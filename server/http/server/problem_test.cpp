#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "http/protocol/response.hpp"

namespace rollcall::http {
namespace {

boost::json::value body_of(const Response& response) { return boost::json::parse(response.body); }

TEST(Problem, SaysWhatHappenedForPeopleAndPrograms) {
    const auto response = problem(Error::conflict("This person is already a member."), "r-1");
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.header("content-type"), "application/problem+json");
    EXPECT_EQ(body_of(response),
              boost::json::parse(R"({"type": "about:blank", "title": "This does not fit what is there",
        "status": 409, "code": "conflict", "detail": "This person is already a member.", "request_id": "r-1"})"));
}

TEST(Problem, NamesEachFieldThatIsNotRight) {
    const auto response = problem(Error::invalid({{"email", "No \"@\"."}, {"agent_ids[3]", "Not there."}}), "r-1");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(body_of(response).at("fields"),
              boost::json::parse(R"({"email": "No \"@\".", "agent_ids[3]": "Not there."})"));
}

TEST(Problem, SaysHowLongToWait) {
    const auto response = problem(Error::too_many_attempts(std::chrono::seconds(30)), "r-1");
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.header("Retry-After"), "30");
}

TEST(Problem, KeepsTheCodeWhereHttpHasAStatusOfItsOwn) {
    const auto response = problem(Error(ErrorCode::too_large, "The header is too large."), "r-1", 431);
    EXPECT_EQ(response.status, 431);
    EXPECT_EQ(body_of(response).at("status"), 431);
    EXPECT_EQ(body_of(response).at("code"), "too_large");
}

TEST(Problem, KnowsEachCode) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        EXPECT_GE(status_of(static_cast<ErrorCode>(code)), 400);
        EXPECT_FALSE(name_of(static_cast<ErrorCode>(code)).empty());
    }
}

TEST(Response, ReplacesAHeaderInAnyCaseButAddsCookies) {
    auto response = Response::no_content();
    response.set("Cache-Control", "no-store").set("cache-control", "no-cache");
    response.set("Set-Cookie", "a=1").set("Set-Cookie", "b=2");
    EXPECT_EQ(response.headers.size(), 3u);
    EXPECT_EQ(response.header("CACHE-CONTROL"), "no-cache");
}

}  // namespace
}  // namespace rollcall::http
