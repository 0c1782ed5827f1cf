#include "app/control/control_socket.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <ctime>
#include <thread>

#include "core/temporary_folder.hpp"

namespace rollcall::app {
namespace {

using namespace std::chrono_literals;

/// While it exists, this process can open no more files.
class NoMoreFiles {
public:
    NoMoreFiles() {
        getrlimit(RLIMIT_NOFILE, &before_);
        auto only_standard_ones = before_;
        only_standard_ones.rlim_cur = 3;
        setrlimit(RLIMIT_NOFILE, &only_standard_ones);
    }
    ~NoMoreFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
    NoMoreFiles(const NoMoreFiles&) = delete;
    NoMoreFiles& operator=(const NoMoreFiles&) = delete;

private:
    rlimit before_{};
};

/// Its file is open before it connects.
class Client {
public:
    ~Client() { ::close(socket_); }

    bool connect_to(const std::string& path) const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    }
    std::string ask(std::string_view request) const {
        ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        ::shutdown(socket_, SHUT_WR);
        std::array<char, 100> answer{};
        const auto size = ::recv(socket_, answer.data(), answer.size(), MSG_WAITALL);
        return {answer.data(), static_cast<std::size_t>(size < 0 ? 0 : size)};
    }

private:
    const int socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

std::chrono::nanoseconds processor_time() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST(ControlSocket, waits_idly_until_files_can_be_opened_again) {
    const TemporaryFolder folder;
    const ControlSocket socket(folder.path(), [](std::string_view request) { return "heard " + std::string(request); });
    const Client client;
    {
        const NoMoreFiles no_more_files;
        ASSERT_TRUE(client.connect_to(folder.file("control.sock")));
        const auto before = processor_time();
        std::this_thread::sleep_for(600ms);
        EXPECT_LT(processor_time() - before, 100ms);
    }
    EXPECT_EQ(client.ask("a request"), "heard a request");
}

}  // namespace
}  // namespace rollcall::app
