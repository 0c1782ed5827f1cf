#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

Router routes() {
    Router router;
    router.add({Method::get, "/whole", [](const Request&) { return Response::text(200, "whole"); }});
    // `count` lines; with `?fails` the last one fails.
    router.add({Method::get, "/chunks/{count}", [](const Request& request) {
                    const int count = std::stoi(request.path_parameter("count"));
                    const bool fails = !request.query.empty();
                    return Response::stream("text/plain", [count, fails, line = 0]() mutable -> std::string {
                        if (line++ == count) return {};
                        if (fails && line == count) throw std::runtime_error("gone");
                        return std::to_string(line) + "\n";
                    });
                }});
    return router;
}

using Clock = std::chrono::steady_clock;

bool happens_within_ten_seconds(const std::function<bool()>& has_happened) {
    const auto end = Clock::now() + std::chrono::seconds(10);
    while (!has_happened()) {
        if (Clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

class ChunksTest : public testing::Test {
protected:
    RunningServer server{{}, routes()};
};

TEST_F(ChunksTest, are_sent_as_they_are_produced) {
    TestClient client(server);
    const auto response = client.send("GET /chunks/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read_to_end();
    EXPECT_EQ(header_in(response, "Transfer-Encoding"), "chunked");
    EXPECT_EQ(header_in(response, "Content-Length"), "");
    EXPECT_EQ(body_in(response), "2\r\n1\n\r\n2\r\n2\n\r\n2\r\n3\n\r\n0\r\n\r\n");
}

TEST_F(ChunksTest, leave_the_connection_open) {
    TestClient client(server);
    client.get("/chunks/0").get("/whole");
    EXPECT_EQ(header_in(client.read_header_only(), "Transfer-Encoding"), "chunked");
    const auto rest = client.send("GET /whole HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read_to_end();
    EXPECT_TRUE(rest.starts_with("0\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

TEST_F(ChunksTest, are_sent_to_http_1_0_until_the_connection_closes) {
    const auto response = TestClient(server).send("GET /chunks/3 HTTP/1.0\r\n\r\n").read_to_end();
    EXPECT_EQ(header_in(response, "Transfer-Encoding"), "");
    EXPECT_EQ(header_in(response, "Connection"), "close");
    EXPECT_EQ(body_in(response), "1\n2\n3\n");
}

TEST_F(ChunksTest, are_not_produced_for_head) {
    TestClient client(server);
    client.send("HEAD /chunks/3?fails HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(header_in(client.read_header_only(), "Transfer-Encoding"), "chunked");
    EXPECT_EQ(body_in(client.get("/whole").read_response()), "whole");
}

TEST_F(ChunksTest, break_the_response_off_when_producing_one_fails) {
    const auto response = TestClient(server).get("/chunks/3?fails").read_to_end();
    EXPECT_EQ(status_in(response), 200);
    EXPECT_EQ(body_in(response), "2\r\n1\n\r\n2\r\n2\n\r\n");
}

TEST_F(ChunksTest, are_not_produced_before_the_client_has_read_the_one_before) {
    std::atomic<int> produced = 0;
    Router router;
    router.add({Method::get, "/endless", [&](const Request&) {
                    return Response::stream("text/plain", [&] {
                        ++produced;
                        return std::string(1'000'000, 'x');
                    });
                }});
    RunningServer endless({}, std::move(router));
    TestClient client(endless);
    client.get("/endless");
    // The buffers of the sockets are filled first.
    constexpr int more_than_buffered = 100;
    int seen = 0;
    auto seen_since = Clock::now();
    EXPECT_TRUE(happens_within_ten_seconds([&] {
        if (const int now = produced; now != seen) {
            seen = now;
            seen_since = Clock::now();
        }
        const bool is_waiting = seen >= 1 && Clock::now() - seen_since >= std::chrono::milliseconds(500);
        return is_waiting || seen >= more_than_buffered;
    }));
    EXPECT_LT(produced, more_than_buffered);
}

// Declares one length and produces another, in chunks of ten bytes.
Response measured(std::uint64_t declared, std::uint64_t produced) {
    auto response = Response::stream("text/plain", [left = produced]() mutable -> std::string {
        const auto size = std::min<std::uint64_t>(left, 10);
        left -= size;
        return std::string(size, 'x');
    });
    response.length = declared;
    return response;
}

TEST(ChunksOfKnownLength, send_their_length_and_leave_the_connection_open) {
    Router router;
    router.add({Method::get, "/measured", [](const Request&) { return measured(25, 25); }});
    router.add({Method::get, "/empty", [](const Request&) { return measured(0, 0); }});
    RunningServer server({}, std::move(router));
    TestClient client(server);
    const auto response = client.get("/measured").read_response();
    EXPECT_EQ(header_in(response, "Content-Length"), "25");
    EXPECT_EQ(header_in(response, "Transfer-Encoding"), "");
    EXPECT_EQ(body_in(response), std::string(25, 'x'));
    EXPECT_EQ(header_in(client.get("/empty").read_response(), "Content-Length"), "0");
    client.send("HEAD /measured HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(header_in(client.read_header_only(), "Content-Length"), "25");
    EXPECT_EQ(body_in(client.send("GET /measured HTTP/1.0\r\n\r\n").read_to_end()), std::string(25, 'x'));
}

TEST(ChunksOfKnownLength, are_broken_off_when_the_length_is_wrong) {
    Router router;
    router.add({Method::get, "/short", [](const Request&) { return measured(30, 20); }});
    router.add({Method::get, "/long", [](const Request&) { return measured(15, 20); }});
    RunningServer server({}, std::move(router));
    EXPECT_EQ(body_in(TestClient(server).get("/short").read_to_end()), std::string(20, 'x'));
    EXPECT_EQ(body_in(TestClient(server).get("/long").read_to_end()), std::string(10, 'x'));
}

// "tick" now and then, without an end.
Router ticking(std::atomic<int>& asked, std::chrono::milliseconds pause) {
    Router router;
    router.add({Method::get, "/ticks", [&asked, pause](const Request&) {
                    return Response::stream("text/plain", [&asked, pause]() -> Chunk {
                        return {++asked % 2 == 1 ? "tick" : "", pause};
                    });
                }});
    return router;
}

TEST(ChunksWithPauses, continue_after_each_pause_and_send_nothing_for_an_empty_chunk) {
    std::atomic<int> asked = 0;
    RunningServer server({}, ticking(asked, std::chrono::milliseconds(50)));
    TestClient client(server);
    const auto begin = Clock::now();
    client.get("/ticks");
    EXPECT_TRUE(happens_within_ten_seconds([&] { return asked >= 4; }));
    const int asked_early = asked;
    EXPECT_LE(asked_early, (Clock::now() - begin) / std::chrono::milliseconds(50) + 1);
    server.stop();
    const auto body = body_in(client.read_to_end());
    EXPECT_TRUE(body.starts_with("4\r\ntick\r\n4\r\ntick\r\n"));
    EXPECT_TRUE(body.ends_with("\r\n0\r\n\r\n"));
}

TEST(ChunksWithPauses, use_no_thread_of_the_pool) {
    std::atomic<int> asked = 0;
    RunningServer server({.pool_threads = 1}, ticking(asked, std::chrono::seconds(60)));
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int count = 0; count < 20; ++count) {
        clients.push_back(std::make_unique<TestClient>(server));
        clients.back()->get("/ticks").read_header_only();
    }
    EXPECT_TRUE(happens_within_ten_seconds([&] { return asked >= 20; }));
    EXPECT_EQ(asked, 20);
}

TEST(ChunksWithPauses, end_at_once_when_the_server_stops) {
    std::atomic<int> asked = 0;
    RunningServer server({}, ticking(asked, std::chrono::seconds(60)));
    TestClient client(server);
    client.get("/ticks").read_header_only();
    const auto begin = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(WatchedChunks, are_cut_off_while_the_client_reads_slowly) {
    std::atomic<bool> is_allowed = true;
    std::atomic<int> ended = 0;
    Router router;
    router.add({Method::get, "/endless", [&](const Request&) {
                    auto response = Response::stream("text/plain", [] { return std::string(64'000, 'x'); });
                    response.access_check = [&] { return is_allowed.load(); };
                    return response;
                }});
    RunningServer server({}, std::move(router), [&](const Exchange&) { ++ended; });
    TestClient client(server);
    client.get("/endless");
    std::this_thread::sleep_for(std::chrono::milliseconds(1'200));
    EXPECT_EQ(ended, 0);
    is_allowed = false;
    ASSERT_TRUE(happens_within_ten_seconds([&] { return ended == 1; }));
    EXPECT_LT(client.read_to_end().size(), 20'000'000U);
}

TEST(WatchedChunks, are_cut_off_when_access_cannot_be_determined) {
    Router router;
    router.add({Method::get, "/endless", [&](const Request&) {
                    auto response = Response::stream("text/plain", [] { return std::string(64'000, 'x'); });
                    response.access_check = []() -> bool { throw std::runtime_error("no database"); };
                    return response;
                }});
    std::atomic<int> ended = 0;
    RunningServer server({}, std::move(router), [&](const Exchange&) { ++ended; });
    TestClient client(server);
    client.get("/endless");
    EXPECT_TRUE(happens_within_ten_seconds([&] { return ended == 1; }));
}

}  // namespace
}  // namespace rollcall::http
