#include "connectors/web/web_request.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connectors/web/scripted_server.hpp"

namespace rollcall::connectors {
namespace {

using Outcome = WebResult::Outcome;

WebResult send_to(const ScriptedServer& server, std::optional<std::string> json = std::nullopt) {
    return send_web_request({.address = server.address() + "/path",
                             .json = std::move(json),
                             .headers = {"Authorization: Bearer key"},
                             .may_be_private = true,
                             .timeout = std::chrono::seconds(20)});
}

// A port of this machine that nobody listens on, and that no other program gets while this exists.
class SilentPort {
public:
    SilentPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address_);
        auto* const generic = reinterpret_cast<sockaddr*>(&address_);
        EXPECT_EQ(::bind(socket_, generic, size), 0);
        EXPECT_EQ(::getsockname(socket_, generic, &size), 0);
    }
    ~SilentPort() { ::close(socket_); }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;

    std::string address() const { return fmt::format("http://127.0.0.1:{}", ntohs(address_.sin_port)); }

private:
    int socket_;
    sockaddr_in address_{};
};

TEST(WebRequest, sends_what_it_is_told_and_reads_the_answer) {
    const ScriptedServer server({ScriptedServer::answer(201, R"({"id":"1"})", "Retry-After: 7\r\n")});
    const auto result = send_to(server, R"({"a":1})");
    EXPECT_EQ(result.outcome, Outcome::answered);
    EXPECT_EQ(result.status, 201);
    EXPECT_EQ(result.body, R"({"id":"1"})");
    EXPECT_EQ(result.retry_after, std::chrono::seconds(7));
    ASSERT_EQ(server.requests().size(), 1);
    const auto request = server.requests().front();
    EXPECT_THAT(request, testing::StartsWith("POST /path HTTP/1.1\r\n"));
    EXPECT_THAT(request, testing::HasSubstr("Authorization: Bearer key\r\n"));
    EXPECT_THAT(request, testing::HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(request, testing::EndsWith("\r\n\r\n{\"a\":1}"));
}

TEST(WebRequest, says_where_an_answer_is_longer_than_what_is_read) {
    const std::string longest(8UL * 1024 * 1024, 'a');
    const ScriptedServer server({ScriptedServer::answer(200, longest), ScriptedServer::answer(200, longest + "b")});
    EXPECT_FALSE(send_to(server).is_cut);
    const auto cut = send_to(server);
    EXPECT_TRUE(cut.is_cut);
    EXPECT_EQ(cut.body, longest);
}

TEST(WebRequest, sends_large_bodies_without_asking_first) {
    const ScriptedServer server({ScriptedServer::answer(417, "")});
    EXPECT_EQ(send_to(server, std::string(2'000'000, 'x')).status, 417);
    ASSERT_EQ(server.requests().size(), 1);
    EXPECT_THAT(server.requests().front(), testing::Not(testing::HasSubstr("Expect:")));
}

TEST(WebRequest, follows_no_redirect) {
    const ScriptedServer target({ScriptedServer::answer(200, "")});
    const ScriptedServer server({ScriptedServer::answer(307, "", "Location: " + target.address() + "\r\n")});
    EXPECT_EQ(send_to(server, "{}").status, 307);
    EXPECT_TRUE(target.requests().empty());
}

TEST(WebRequest, is_lost_where_the_connection_ends_before_an_answer_and_is_not_repeated) {
    const ScriptedServer server({"", ScriptedServer::answer(200, "")});
    EXPECT_EQ(send_to(server, "{}").outcome, Outcome::lost);
    EXPECT_EQ(server.requests().size(), 1);
}

TEST(WebRequest, is_lost_where_the_answer_ends_too_early) {
    const ScriptedServer server({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"});
    EXPECT_EQ(send_to(server, "{}").outcome, Outcome::lost);
}

TEST(WebRequest, is_not_sent_where_nothing_listens) {
    const SilentPort port;
    const auto result = send_web_request({.address = port.address(), .may_be_private = true});
    EXPECT_EQ(result.outcome, Outcome::not_sent);
    EXPECT_EQ(result.problem, "The server could not be reached.");
}

TEST(WebRequest, is_not_sent_where_no_such_name_is_known) {
    EXPECT_EQ(send_web_request({.address = "https://no-such-host.invalid/"}).outcome, Outcome::not_sent);
}

TEST(WebRequest, is_refused_in_a_private_network_and_without_https) {
    const ScriptedServer server({ScriptedServer::answer(200, "")});
    EXPECT_EQ(send_web_request({.address = server.address()}).problem, "The address does not begin with https.");
    const auto result = send_web_request({.address = "https://" + server.host()});
    EXPECT_EQ(result.outcome, Outcome::refused);
    EXPECT_EQ(result.problem, "The address is in a private network.");
    EXPECT_EQ(send_web_request({.address = "file:///etc/passwd", .may_be_private = true}).outcome, Outcome::refused);
    EXPECT_TRUE(server.requests().empty());
}

}  // namespace
}  // namespace rollcall::connectors
