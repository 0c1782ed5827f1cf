#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/test_client.hpp"

namespace rollcall::http {
namespace {

Router routes() {
    Router router;
    router.add({Method::get, "/whole", [](const Request&) { return Response::text(200, "whole"); }});
    // `count` lines; with `?fails` the last one fails.
    router.add({Method::get, "/pieces/{count}", [](const Request& request) {
                    const int count = std::stoi(request.path_parameter("count"));
                    const bool fails = !request.query.empty();
                    return Response::pieces("text/plain", [count, fails, line = 0]() mutable -> std::string {
                        if (line++ == count) return {};
                        if (fails && line == count) throw std::runtime_error("gone");
                        return std::to_string(line) + "\n";
                    });
                }});
    return router;
}

class PiecesTest : public testing::Test {
protected:
    RunningServer server{{}, routes()};
};

TEST_F(PiecesTest, SendsWhatIsMadePieceByPieceInChunks) {
    TestClient client(server);
    const auto answer = client.send("GET /pieces/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read_to_end();
    EXPECT_EQ(header_in(answer, "Transfer-Encoding"), "chunked");
    EXPECT_EQ(header_in(answer, "Content-Length"), "");
    EXPECT_EQ(body_in(answer), "2\r\n1\n\r\n2\r\n2\n\r\n2\r\n3\n\r\n0\r\n\r\n");
}

TEST_F(PiecesTest, KeepsTheConnectionAfterTheLastPiece) {
    TestClient client(server);
    client.get("/pieces/0").get("/whole");
    EXPECT_EQ(header_in(client.read_header_only(), "Transfer-Encoding"), "chunked");
    const auto rest = client.send("GET /whole HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read_to_end();
    EXPECT_TRUE(rest.starts_with("0\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

TEST_F(PiecesTest, SendsPiecesToHttp10UntilItCloses) {
    const auto answer = TestClient(server).send("GET /pieces/3 HTTP/1.0\r\n\r\n").read_to_end();
    EXPECT_EQ(header_in(answer, "Transfer-Encoding"), "");
    EXPECT_EQ(header_in(answer, "Connection"), "close");
    EXPECT_EQ(body_in(answer), "1\n2\n3\n");
}

TEST_F(PiecesTest, AnswersHeadWithoutMakingAPiece) {
    TestClient client(server);
    client.send("HEAD /pieces/3?fails HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(header_in(client.read_header_only(), "Transfer-Encoding"), "chunked");
    EXPECT_EQ(body_in(client.get("/whole").read_answer()), "whole");
}

TEST_F(PiecesTest, BreaksOffAnAnswerWhosePiecesFail) {
    const auto answer = TestClient(server).get("/pieces/3?fails").read_to_end();
    EXPECT_EQ(status_in(answer), 200);
    EXPECT_EQ(body_in(answer), "2\r\n1\n\r\n2\r\n2\n\r\n");
}

TEST_F(PiecesTest, WaitsWithTheNextPieceUntilTheClientTakesTheOneBefore) {
    std::atomic<int> made = 0;
    Router router;
    router.add({Method::get, "/endless", [&](const Request&) {
                    return Response::pieces("text/plain", [&] {
                        ++made;
                        return std::string(1'000'000, 'x');
                    });
                }});
    RunningServer endless({}, std::move(router));
    TestClient client(endless);
    client.get("/endless");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const int made_early = made;
    EXPECT_GE(made_early, 1);
    EXPECT_LT(made_early, 100);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(made, made_early);
}

}  // namespace
}  // namespace rollcall::http
