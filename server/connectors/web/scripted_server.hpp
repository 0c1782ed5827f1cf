#pragma once

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

/// For tests.
namespace rollcall::connectors {

/// A server on this machine that records each request, and gives the answers that it was told, one after the other. An
/// answer is sent byte for byte; an empty one closes the connection instead.
class ScriptedServer {
public:
    explicit ScriptedServer(std::vector<std::string> answers) : answers_(std::move(answers)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, generic, &size) != 0) {
            throw std::runtime_error("no server could be started");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this] { run(); });
    }
    ~ScriptedServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    static std::string answer(int status, std::string_view body, std::string_view headers = "") {
        return fmt::format("HTTP/1.1 {} Said\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status,
                           body.size(), headers, body);
    }

    std::string host() const { return fmt::format("127.0.0.1:{}", port_); }
    std::string address() const { return "http://" + host(); }

    /// The requests so far, each with its header and body.
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    void run() {
        for (std::size_t count = 0;; ++count) {
            const auto client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) return;
            auto request = read_request(client);
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(std::move(request));
            }
            const auto& reply = count < answers_.size() ? answers_[count] : std::string();
            static_cast<void>(::send(client, reply.data(), reply.size(), MSG_NOSIGNAL));
            ::close(client);
        }
    }

    static std::size_t length_of_body(const std::string& header) {
        constexpr std::string_view name = "\r\nContent-Length: ";
        const auto found = header.find(name);
        return found == header.npos ? 0 : std::stoul(header.substr(found + name.size()));
    }

    static std::string read_request(int client) {
        std::string text;
        char chunk[4096];
        for (;;) {
            const auto end = text.find("\r\n\r\n");
            if (end != text.npos && text.size() >= end + 4 + length_of_body(text.substr(0, end))) return text;
            const auto count = ::recv(client, chunk, sizeof(chunk), 0);
            if (count <= 0) return text;
            text.append(chunk, static_cast<std::size_t>(count));
        }
    }

    const std::vector<std::string> answers_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::jthread thread_;
};

}  // namespace rollcall::connectors
