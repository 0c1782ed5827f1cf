#include <gtest/gtest.h>

#include <latch>

#include "http/server/server.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

using namespace std::chrono_literals;

Router routes() {
    Router router;
    router.add({Method::get, "/", [](const Request&) { return Response::text(200, "here"); }});
    router.add({Method::post, "/", [](const Request& request) { return Response::text(200, request.body); }});
    router.add({.method = Method::post,
                .path = "/large",
                .handler = [](const Request&) { return Response::text(200, "large"); },
                .body_limit = 1'000'000});
    router.add(
        {Method::get, "/huge", [](const Request&) { return Response::text(200, std::string(50'000'000, 'h')); }});
    return router;
}

ServerSettings with(Limits limits) {
    ServerSettings settings;
    settings.limits = limits;
    return settings;
}

TEST(Limits, close_a_connection_whose_header_is_too_slow) {
    RunningServer server(with({.header_time = 100ms}), routes());
    TestClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    EXPECT_TRUE(client.is_closed_silently_within(TestClient::timeout));
}

TEST(Limits, measure_the_time_of_a_header_from_its_first_byte) {
    RunningServer server(with({.header_time = 300ms}), routes());
    TestClient client(server);
    const auto begin = std::chrono::steady_clock::now();
    client.send("GET / HTTP/1.1\r\n");
    while (!client.is_closed_silently_within(50ms)) {
        ASSERT_LT(std::chrono::steady_clock::now() - begin, 10s);
        client.send("X: 1\r\n");
    }
}

TEST(Limits, close_an_idle_connection) {
    RunningServer server(with({.idle_time = 2s}), routes());
    TestClient client(server);
    EXPECT_EQ(status_in(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read_response()), 200);
    EXPECT_TRUE(client.is_closed_silently_within(TestClient::timeout));
}

TEST(Limits, leave_it_to_a_proxy_to_close_an_idle_connection) {
    constexpr auto caddy = 2min;  // https://caddyserver.com/docs/caddyfile/directives/reverse_proxy, `keepalive`
    EXPECT_GT(Limits().idle_time, caddy + 10s);
}

TEST(Limits, answer_408_to_a_body_that_is_too_slow) {
    RunningServer server(with({.body_time = 100ms}), routes());
    TestClient client(server);
    const auto response = client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab").read_to_end();
    EXPECT_EQ(status_in(response), 408);
    EXPECT_EQ(header_in(response, "Connection"), "close");
}

TEST(Limits, give_a_large_body_in_memory_time_for_each_part_of_it) {
    RunningServer server(with({.body_time = 1s, .body_part_time = 10s}), routes());
    TestClient client(server);
    client.send("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n").send(std::string(400'000, 'x'));
    EXPECT_FALSE(client.is_closed_silently_within(1'500ms));
    client.send(std::string(300'000, 'x'));
    EXPECT_EQ(status_in(client.read_response()), 200);

    TestClient slow(server);
    slow.send("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n").send(std::string(200'000, 'x'));
    EXPECT_EQ(status_in(slow.read_response()), 408);
}

TEST(Limits, answer_431_to_a_header_that_is_too_large) {
    RunningServer server({}, routes());
    for (const auto size : {16'400, 40'000, 2'000'000}) {
        TestClient client(server);
        const auto line = "X: " + std::string(static_cast<std::size_t>(size), 'x') + "\r\n\r\n";
        const auto response = client.send("GET / HTTP/1.1\r\nHost: a\r\n").send(line).read_to_end();
        EXPECT_EQ(status_in(response), 431) << size;
        EXPECT_NE(body_in(response).find("too_large"), std::string::npos) << size;
    }
}

TEST(Limits, accept_a_header_of_the_maximum_size) {
    RunningServer server({}, routes());
    TestClient client(server);
    const std::string begin = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    for (int count = 0; count < 2; ++count) {
        client.send(begin).send(std::string(16 * 1024 - begin.size() - 4, 'x')).send("\r\n\r\n");
        EXPECT_EQ(status_in(client.read_response()), 200);
    }
}

TEST(Limits, close_the_connection_of_a_client_that_does_not_read) {
    std::latch is_given_up(1);
    const auto observe = [&](const Exchange&) { is_given_up.count_down(); };
    RunningServer server(with({.write_time = 100ms}), routes(), observe);
    TestClient client(server);
    client.get("/huge");
    is_given_up.wait();
    EXPECT_LT(client.read_to_end().size(), 50'000'000u);
}

TEST(Limits, close_an_idle_connection_for_a_new_client) {
    RunningServer server(with({.connections = 2}), routes());
    TestClient first(server);
    TestClient second(server);
    first.get("/").read_response();
    second.get("/").read_response();
    TestClient third(server);
    EXPECT_EQ(status_in(third.get("/").read_response()), 200);
    EXPECT_TRUE(first.is_closed_silently_within(TestClient::timeout));
    EXPECT_EQ(status_in(second.get("/").read_response()), 200);
}

TEST(Limits, close_the_connection_of_a_slow_reader_for_a_new_client) {
    RunningServer server(with({.connections = 1}), routes());
    TestClient slow(server);
    slow.get("/huge").read_header_only();
    std::this_thread::sleep_for(slow_reader_time + 200ms);
    TestClient other(server);
    EXPECT_EQ(status_in(other.get("/").read_response()), 200);
    EXPECT_LT(slow.read_to_end().size(), 50'000'000u);
}

TEST(Limits, close_the_connection_of_a_reader_who_becomes_slow_while_a_new_client_waits) {
    RunningServer server(with({.connections = 1}), routes());
    TestClient slow(server);
    slow.get("/huge").read_header_only();
    TestClient other(server);
    EXPECT_EQ(status_in(other.get("/").read_response()), 200);
    EXPECT_LT(slow.read_to_end().size(), 50'000'000u);
}

TEST(Limits, close_an_idle_connection_before_that_of_a_slow_reader) {
    const auto settings = with({.connections = 2});
    RunningServer server(settings, routes());
    TestClient slow(server);
    slow.get("/huge").read_header_only();
    std::this_thread::sleep_for(slow_reader_time + 200ms);
    TestClient idle(server);
    idle.get("/").read_response();
    TestClient other(server);
    EXPECT_EQ(status_in(other.get("/").read_response()), 200);
    EXPECT_TRUE(idle.is_closed_silently_within(TestClient::timeout));
    EXPECT_EQ(settings.counters->closed_connections, 1U);
}

TEST(Limits, close_a_slow_sender_before_an_idle_connection) {
    RunningServer server(with({.connections = 3}), routes());
    TestClient idle(server);
    idle.get("/").read_response();
    TestClient silent(server);
    TestClient slow(server);
    slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(status_in(slow.read_header_only()), 100);  // its body has begun, and the others are connected
    slow.send("ab");
    std::this_thread::sleep_for(slow_sender_time + 200ms);
    TestClient first(server);
    EXPECT_EQ(status_in(first.get("/").read_response()), 200);
    TestClient second(server);
    EXPECT_EQ(status_in(second.get("/").read_response()), 200);
    EXPECT_TRUE(silent.is_closed_silently_within(TestClient::timeout));
    EXPECT_TRUE(slow.is_closed_silently_within(TestClient::timeout));
    EXPECT_EQ(status_in(idle.get("/").read_response()), 200);
}

TEST(Limits, refuse_the_connections_of_a_client_who_has_too_many) {
    const auto settings = with({.per_client = 2});
    RunningServer server(settings, routes());
    TestClient first(server);
    first.get("/").read_response();
    auto second = std::make_unique<TestClient>(server);
    second->get("/").read_response();
    TestClient third(server);
    EXPECT_TRUE(third.is_closed_silently_within(TestClient::timeout));
    EXPECT_EQ(settings.counters->refused_connections, 1U);
    second.reset();
    while (settings.counters->connections == 2) std::this_thread::sleep_for(1ms);
    TestClient fourth(server);
    EXPECT_EQ(status_in(fourth.get("/").read_response()), 200);
}

TEST(Limits, of_connections_are_not_for_trusted_proxies_but_for_the_requests_of_their_clients) {
    auto settings = with({.per_client = 2});
    settings.trusted_proxies = TrustedProxies({"127.0.0.1"});
    RunningServer server(settings, routes());
    const auto request = [](const std::string& client) {
        return "POST / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\nContent-Length: 2\r\n\r\n";
    };
    TestClient first(server);
    TestClient second(server);
    TestClient third(server);
    first.send(request("2001:db8::1"));
    second.send(request("2001:db8::2"));
    while (settings.counters->connections < 3) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(status_in(third.send(request("2001:db8::3")).read_response()), 429);
    TestClient other(server);
    EXPECT_EQ(status_in(other.send(request("2001:db8:0:1::1")).send("ab").read_response()), 200);
    EXPECT_EQ(status_in(first.send("ab").read_response()), 200);
    EXPECT_EQ(status_in(first.send(request("2001:db8::4")).send("ab").read_response()), 200);
}

TEST(Limits, let_a_new_client_wait_when_no_connection_is_idle) {
    std::latch has_begun(1);
    std::latch may_end(1);
    Router router = routes();
    router.add({Method::get, "/slow", [&](const Request&) {
                    has_begun.count_down();
                    may_end.wait();
                    return Response::text(200, "done");
                }});
    RunningServer server(with({.connections = 1}), std::move(router));
    TestClient first(server);
    first.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    has_begun.wait();
    TestClient second(server);
    EXPECT_FALSE(second.get("/").is_closed_silently_within(50ms));
    may_end.count_down();
    EXPECT_EQ(body_in(first.read_response()), "done");
    EXPECT_EQ(body_in(second.read_response()), "here");
}

}  // namespace
}  // namespace rollcall::http
