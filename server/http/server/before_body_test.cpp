#include <gtest/gtest.h>

#include <atomic>

#include "http/server/server.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

class BeforeBody : public ::testing::Test {
protected:
    Router routes() {
        Router router;
        router.add({.method = Method::post,
                    .path = "/guarded",
                    .handler = [](const Request& request) { return Response::text(200, request.body); },
                    .before_body =
                        [this](const Request& request) {
                            ++asked;
                            return Response::text(request.header("x-key") ? 200 : 401, "");
                        }});
        return router;
    }
    static std::string post(const std::string& more) {
        return "POST /guarded HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n" + more + "\r\n";
    }

    std::atomic<int> asked = 0;
    RunningServer server{{}, routes()};
    TestClient client{server};
};

TEST_F(BeforeBody, a_route_refuses_a_caller) {
    EXPECT_EQ(status_in(client.send(post("")).read_response()), 401);
    EXPECT_EQ(asked, 1);
}

TEST_F(BeforeBody, a_route_admits_a_caller) {
    EXPECT_EQ(status_in(client.send(post("X-Key: 1\r\nExpect: 100-continue\r\n")).read_header_only()), 100);
    EXPECT_EQ(body_in(client.send("four").read_response()), "four");
    EXPECT_EQ(asked, 1);
}

TEST_F(BeforeBody, a_route_is_not_asked_when_the_body_has_arrived_with_the_header) {
    EXPECT_EQ(body_in(client.send(post("") + "four").read_response()), "four");
    EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace rollcall::http
