#include "http/server/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/json/parse.hpp>
#include <latch>
#include <mutex>
#include <set>
#include <stdexcept>

#include "core/error.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

Router routes() {
    Router router;
    const auto echo = [](const Request& request) {
        auto response = Response::text(200, request.body);
        response.set("X-Path", request.path).set("X-Client", request.client_address);
        return response;
    };
    router.add({Method::get, "/echo/{id}", echo, RunOn::network_thread});
    router.add({Method::post, "/echo", echo, RunOn::pool, 10});
    router.add({Method::post, "/large", echo, RunOn::pool, 10'000'000});
    router.add({Method::post, "/checked", echo, RunOn::pool, 10'000'000, [](const Request& request) -> Response {
                    if (!request.header("authorization")) throw Error::not_signed_in();
                    return {};
                }});
    router.add({Method::get, "/pool", [](const Request&) { return Response::text(200, "from the pool"); }});
    router.add({Method::get, "/conflict", [](const Request&) -> Response { throw Error::conflict("It is there."); }});
    router.add({Method::get, "/bug", [](const Request&) -> Response { throw std::runtime_error("SELECT secret"); }});
    router.add({Method::get, "/odd", [](const Request&) -> Response { throw 1; }, RunOn::network_thread});
    router.add({Method::get, "/split",
                [](const Request&) { return Response::no_content().set("Location", "/\r\nSet-Cookie: a=b"); }});
    router.set_fallback([](const Request& request) {
        if (request.path.starts_with("/api/")) throw Error::not_found();
        return Response::text(200, "the page");
    });
    return router;
}

class ServerTest : public testing::Test {
protected:
    std::string ask(std::string_view bytes) { return TestClient(server).send(bytes).read_response(); }

    RunningServer server{{}, routes()};
};

TEST_F(ServerTest, runs_handlers_on_the_network_thread_and_on_the_pool) {
    TestClient client(server);
    EXPECT_EQ(header_in(client.get("/echo/1").read_response(), "X-Path"), "/echo/1");
    EXPECT_EQ(body_in(client.get("/pool").read_response()), "from the pool");
    EXPECT_EQ(body_in(client.get("/members").read_response()), "the page");
}

TEST_F(ServerTest, gives_each_request_its_own_id) {
    TestClient client(server);
    std::set<std::string> ids;
    for (int count = 0; count < 3; ++count) {
        ids.insert(header_in(client.send("GET /pool HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\r\n").read_response(),
                             "X-Request-Id"));
    }
    EXPECT_EQ(ids.size(), 3u);
    EXPECT_FALSE(ids.contains("mine"));
    EXPECT_FALSE(ids.contains(""));
}

TEST_F(ServerTest, refuses_an_unauthorized_large_body_before_reading_it) {
    const auto refused = ask("POST /checked HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\nthe first bytes");
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 401")) << refused;
    EXPECT_EQ(header_in(refused, "Connection"), "close");
    EXPECT_TRUE(ask("POST /checked HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n")
                    .starts_with("HTTP/1.1 401"));

    TestClient client(server);
    client.send("POST /checked HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nContent-Length: 3\r\n\r\n").send("abc");
    EXPECT_EQ(body_in(client.read_response()), "abc");
}

TEST_F(ServerTest, answers_pipelined_requests_in_order) {
    TestClient client(server);
    client.send(
        "GET /pool HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        "GET /echo/2 HTTP/1.1\r\nHost: a\r\n\r\n"
        "\r\nGET /echo/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(body_in(client.read_response()), "from the pool");
    EXPECT_EQ(body_in(client.read_response()), "abc");
    EXPECT_EQ(header_in(client.read_response(), "X-Path"), "/echo/2");
    const auto last = client.read_to_end();
    EXPECT_EQ(header_in(last, "X-Path"), "/echo/3");
    EXPECT_EQ(header_in(last, "Connection"), "close");
}

TEST_F(ServerTest, answers_head_like_get_without_the_body) {
    TestClient client(server);
    const auto head = client.send("HEAD /pool HTTP/1.1\r\nHost: a\r\n\r\n").read_header_only();
    EXPECT_EQ(status_in(head), 200);
    EXPECT_EQ(header_in(head, "Content-Length"), "13");
    EXPECT_EQ(body_in(client.get("/pool").read_response()), "from the pool");
}

TEST_F(ServerTest, answers_http_1_0_and_closes) {
    TestClient client(server);
    const auto response = client.send("GET /pool HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").read_to_end();
    EXPECT_EQ(body_in(response), "from the pool");
    EXPECT_EQ(header_in(response, "Connection"), "close");
}

TEST_F(ServerTest, answers_a_client_that_has_shut_down_its_side) {
    TestClient client(server);
    client.get("/pool").end_sending();
    EXPECT_EQ(body_in(client.read_to_end()), "from the pool");
}

TEST_F(ServerTest, reads_a_chunked_body) {
    TestClient client(server);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r");
    client.send("\n2;x=1\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\nGET /pool HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(body_in(client.read_response()), "abcde");
    EXPECT_EQ(body_in(client.read_response()), "from the pool");
}

TEST_F(ServerTest, accepts_a_large_body_if_the_route_does) {
    const std::string body(9'000'000, 'b');
    TestClient client(server);
    client.send("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n");
    client.send(body);
    EXPECT_EQ(body_in(client.read_response()), body);
}

TEST_F(ServerTest, answers_400_to_malformed_requests_and_closes) {
    const std::string host = "Host: a\r\n";
    for (const auto& bytes : std::vector<std::string>{
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
             "GET /\r\n\r\n",
             "GET / HTTP/1.1\nHost: a\n\n",
             "\x16\x03\x01\x02",
             "GET * HTTP/1.1\r\n" + host + "\r\n",
             "GET ftp://a/ HTTP/1.1\r\n" + host + "\r\n",
             "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n",
             "GET /a/../b HTTP/1.1\r\n" + host + "\r\n",
             "GET /%2e%2E/b HTTP/1.1\r\n" + host + "\r\n",
             "GET /%zz HTTP/1.1\r\n" + host + "\r\n",
             "GET /%00 HTTP/1.1\r\n" + host + "\r\n",
             "GET /?a=%ff HTTP/1.1\r\n" + host + "\r\n",
             "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n folded\r\n\r\n",
             "GET / HTTP/1.1\r\n" + host + "X-A: 1\r2\r\n\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n",
             "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\nb\r\n",
             "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'x'),
         }) {
        TestClient client(server);
        const auto response = client.send(bytes).read_to_end();
        EXPECT_EQ(status_in(response), 400) << bytes.substr(0, 200);
        EXPECT_EQ(header_in(response, "Connection"), "close") << bytes.substr(0, 200);
        boost::system::error_code error;
        const auto problem = boost::json::parse(body_in(response), error);
        ASSERT_FALSE(error) << bytes.substr(0, 200);
        EXPECT_EQ(problem.at("code"), "malformed_request");
        EXPECT_EQ(problem.at("request_id"), header_in(response, "X-Request-Id").c_str());
    }
}

TEST_F(ServerTest, does_not_serve_a_request_behind_a_malformed_one) {
    TestClient client(server);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("0\r\n\r\nGET /pool HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto all = client.read_to_end();
    EXPECT_EQ(status_in(all), 400);
    EXPECT_EQ(all.find("from the pool"), std::string::npos);
}

TEST_F(ServerTest, supports_no_other_version) { EXPECT_EQ(status_in(ask("PRI / HTTP/2.0\r\n\r\n")), 505); }

TEST_F(ServerTest, names_the_methods_of_a_path) {
    TestClient client(server);
    for (const auto* method : {"OPTIONS", "TRACE", "DELETE", "BREW"}) {
        const auto response = client.send(std::string(method) + " /pool HTTP/1.1\r\nHost: a\r\n\r\n").read_response();
        EXPECT_EQ(status_in(response), 405) << method;
        EXPECT_EQ(header_in(response, "Allow"), "GET, HEAD") << method;
    }
}

TEST_F(ServerTest, answers_404_to_an_unknown_path) {
    TestClient client(server);
    EXPECT_EQ(status_in(client.get("/api/v1/nothing").read_response()), 404);
    EXPECT_EQ(status_in(client.send("DELETE /members HTTP/1.1\r\nHost: a\r\n\r\n").read_response()), 404);
    EXPECT_EQ(status_in(client.send("BREW /members HTTP/1.1\r\nHost: a\r\n\r\n").read_response()), 404);
}

TEST_F(ServerTest, refuses_a_body_that_is_too_large_without_reading_it) {
    TestClient client(server);
    const auto response = client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n").read_response();
    EXPECT_EQ(status_in(response), 413);
    EXPECT_EQ(header_in(response, "Connection"), "close");
}

TEST_F(ServerTest, refuses_a_chunked_body_that_is_too_large) {
    EXPECT_EQ(status_in(ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n")),
              413);
}

TEST_F(ServerTest, sends_its_response_also_to_a_client_that_is_still_sending) {
    TestClient client(server);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");
    client.send(std::string(2'000'000, 'b'));
    EXPECT_EQ(status_in(client.read_response()), 413);
}

TEST_F(ServerTest, answers_404_without_reading_the_body) {
    EXPECT_EQ(status_in(ask("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")), 404);
}

TEST_F(ServerTest, sends_100_continue_to_a_client_that_waits) {
    TestClient client(server);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_EQ(client.read_header_only(), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(body_in(client.send("abc").read_response()), "abc");
}

TEST_F(ServerTest, sends_no_100_continue_for_a_body_that_it_refuses) {
    EXPECT_EQ(status_in(ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n")),
              413);
    EXPECT_EQ(status_in(ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: coffee\r\n\r\n")), 417);
}

TEST_F(ServerTest, turns_errors_into_problem_details_and_continues) {
    TestClient client(server);
    EXPECT_EQ(status_in(client.get("/conflict").read_response()), 409);
    for (const auto* path : {"/bug", "/odd", "/split"}) {
        const auto response = client.get(path).read_response();
        EXPECT_EQ(status_in(response), 500) << path;
        EXPECT_EQ(response.find("SELECT"), std::string::npos);
        EXPECT_EQ(response.find("Set-Cookie"), std::string::npos);
    }
    EXPECT_EQ(status_in(client.get("/pool").read_response()), 200);
}

TEST_F(ServerTest, ignores_x_forwarded_for_of_an_untrusted_client) {
    EXPECT_EQ(header_in(ask("GET /echo/1 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"), "X-Client"),
              "127.0.0.1");
}

TEST(Server, trusts_x_forwarded_for_of_a_trusted_proxy) {
    ServerSettings settings;
    settings.trusted_proxies = TrustedProxies({"127.0.0.0/8"});
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send("GET /echo/1 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n");
    EXPECT_EQ(header_in(client.read_response(), "X-Client"), "203.0.113.9");
}

TEST(Server, calls_its_observer_for_each_response) {
    std::mutex mutex;
    std::vector<std::pair<std::string, int>> seen;
    const auto observe = [&](const Exchange& exchange) {
        const std::lock_guard lock(mutex);
        seen.emplace_back(exchange.request ? exchange.request->path : "unreadable", exchange.status);
        throw std::runtime_error("an observer that fails has no effect");
    };
    RunningServer server({}, routes(), observe);
    TestClient client(server);
    client.get("/pool").read_response();
    client.get("/conflict").read_response();
    client.send("GET / HTTP/1.1\r\n\r\n").read_to_end();
    server.stop();
    EXPECT_EQ(seen,
              (std::vector<std::pair<std::string, int>>{{"/pool", 200}, {"/conflict", 409}, {"unreadable", 400}}));
}

TEST(Server, reports_in_one_line_why_it_cannot_listen) {
    RunningServer first({}, {});
    ServerSettings settings;
    settings.port = first.port();
    const auto message = [&] {
        try {
            Server second(settings, {}, {});
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_EQ(message(), "Port " + std::to_string(first.port()) + " on 127.0.0.1 is used by another program.");
    settings.address = "somewhere";
    EXPECT_EQ(message(), "'somewhere' is not an IP address to listen on.");
    settings.address = "192.0.2.1";
    EXPECT_NE(message(), "");
}

TEST(Server, listens_on_ipv6) {
    ServerSettings settings;
    settings.address = "::1";
    settings.port = 0;
    EXPECT_NO_THROW(Server(settings, {}, {}));
}

TEST(Server, finishes_a_running_request_when_stopped) {
    std::latch has_begun(1);
    std::latch may_end(1);
    Router router;
    router.add({Method::get, "/slow", [&](const Request&) {
                    has_begun.count_down();
                    may_end.wait();
                    return Response::text(200, "done");
                }});
    RunningServer server({}, std::move(router));
    TestClient busy(server);
    TestClient idle(server);
    TestClient halfway(server);
    halfway.send("GET /slow HTT");
    busy.get("/slow");
    has_begun.wait();

    server.begin_to_stop();
    EXPECT_TRUE(idle.is_closed_silently_within(TestClient::timeout));
    EXPECT_TRUE(halfway.is_closed_silently_within(TestClient::timeout));
    may_end.count_down();
    const auto response = busy.read_to_end();
    EXPECT_EQ(body_in(response), "done");
    EXPECT_EQ(header_in(response, "Connection"), "close");
    server.stop();
}

TEST(Server, stops_at_once_when_it_is_stopped_before_it_runs) {
    ServerSettings settings;
    settings.port = 0;
    Server server(settings, {}, {});
    server.stop();
    server.run();
}

TEST(Server, serves_many_clients_at_once) {
    RunningServer server({}, routes());
    std::atomic<int> right = 0;
    std::vector<std::thread> clients;
    for (int count = 0; count < 16; ++count) {
        clients.emplace_back([&] {
            TestClient client(server);
            for (int request = 0; request < 50; ++request) {
                if (body_in(client.get("/pool").read_response()) == "from the pool") ++right;
            }
        });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 16 * 50);
}

}  // namespace
}  // namespace rollcall::http
