#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "http/server/server.hpp"

namespace rollcall::http {

/// A server on a free port of this machine, until the object is destroyed.
class RunningServer {
public:
    RunningServer(ServerSettings settings, Router router, std::function<void(const Exchange&)> observe = {})
        : server_(on_free_port(std::move(settings)), std::move(router), std::move(observe)),
          thread_([this] { server_.run(); }) {}
    ~RunningServer() { stop(); }

    std::uint16_t port() const { return server_.port(); }
    void begin_to_stop() { server_.stop(); }
    void stop() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

private:
    static ServerSettings on_free_port(ServerSettings settings) {
        settings.port = 0;
        return settings;
    }

    Server server_;
    std::thread thread_;
};

/// A plain socket to a server on this machine, for tests that send invalid requests.
class TestClient {
public:
    static constexpr std::chrono::milliseconds timeout{10'000};

    explicit TestClient(const RunningServer& server) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~TestClient() { ::close(socket_); }
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    /// Sends as much as the server reads.
    TestClient& send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return *this;
    }
    TestClient& get(const std::string& path) { return send("GET " + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n"); }
    void end_sending() { ::shutdown(socket_, SHUT_WR); }

    /// One response: its header, and its body by Content-Length. Empty when the server closes instead.
    std::string read_response() { return take(read_header(), true); }
    /// The same for HEAD and for "100 Continue", which have a header only.
    std::string read_header_only() { return take(read_header(), false); }
    /// Everything until the server closes.
    std::string read_to_end() {
        while (read_more(timeout)) {
        }
        return unread_;
    }
    /// Whether the server closes within that time without sending anything.
    bool is_closed_silently_within(std::chrono::milliseconds time) {
        read_more(time);
        return is_at_end_ && unread_.empty();
    }

private:
    std::size_t read_header() {
        while (unread_.find("\r\n\r\n") == std::string::npos) {
            if (!read_more(timeout)) return 0;
        }
        return unread_.find("\r\n\r\n") + 4;
    }

    std::string take(std::size_t header, bool with_body) {
        const auto length = unread_.find("Content-Length: ");
        auto size = header;
        if (with_body && length < header) size += std::strtoull(unread_.c_str() + length + 16, nullptr, 10);
        while (unread_.size() < size) {
            if (!read_more(timeout)) break;
        }
        auto response = unread_.substr(0, size);
        unread_.erase(0, size);
        return response;
    }

    bool read_more(std::chrono::milliseconds time) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(time.count())) != 1) return false;
        char buffer[4096];
        const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
        if (got <= 0) {
            is_at_end_ = true;
            return false;
        }
        unread_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    std::string unread_;
    bool is_at_end_ = false;
};

inline int status_in(std::string_view response) {
    return response.starts_with("HTTP/1.1 ") ? std::atoi(std::string(response.substr(9, 3)).c_str()) : 0;
}

inline std::string body_in(std::string_view response) {
    const auto end = response.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(response.substr(end + 4));
}

/// The header of that name, in the case in which the server writes it; empty when there is none.
inline std::string header_in(std::string_view response, const std::string& name) {
    const auto header = response.substr(0, response.find("\r\n\r\n") + 2);
    const auto begin = header.find("\r\n" + name + ": ");
    if (begin == std::string_view::npos) return {};
    const auto value = header.substr(begin + name.size() + 4);
    return std::string(value.substr(0, value.find("\r\n")));
}

}  // namespace rollcall::http
