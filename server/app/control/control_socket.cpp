#include "app/control/control_socket.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace rollcall::app {

namespace {

constexpr auto name = "control.sock";
constexpr std::size_t longest_message = 4096;
constexpr auto request_timeout = std::chrono::seconds(2);
/// Longer than a write waits for the database.
constexpr auto answer_timeout = std::chrono::seconds(60);

/// After a request could not be accepted.
constexpr std::chrono::duration<int, std::milli> accept_pause{200};

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

private:
    int number_;
};

std::string reason() { return std::generic_category().message(errno); }

/// By the descriptor of its folder, since an address has room for some hundred characters. Valid while `folder` is
/// open.
sockaddr_un address_in(const Descriptor& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = fmt::format("/proc/self/fd/{}/{}", folder.get(), name);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Descriptor open_folder(const std::filesystem::path& folder) {
    return Descriptor(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

Descriptor new_socket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

void set_timeout(int socket, std::chrono::seconds timeout) {
    const timeval value{.tv_sec = timeout.count(), .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof(value));
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &value, sizeof(value));
}

/// All that comes until the other side has said everything; nothing where that fails, or is too long.
std::optional<std::string> receive_message(int socket) {
    std::string message;
    std::array<char, 1024> buffer{};
    for (;;) {
        const auto size = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (size == 0) return message;
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 || message.size() + static_cast<std::size_t>(size) > longest_message) return std::nullopt;
        message.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

bool send_message(int socket, std::string_view message) {
    while (!message.empty()) {
        const auto size = ::send(socket, message.data(), message.size(), MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return false;
        message.remove_prefix(static_cast<std::size_t>(size));
    }
    return ::shutdown(socket, SHUT_WR) == 0;
}

/// What a server that was killed has left is replaced: the lock of the database keeps a second one away.
int listen_in(const std::filesystem::path& folder_path) {
    const auto folder = open_folder(folder_path);
    const auto socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const auto address = address_in(folder);
    ::unlink(address.sun_path);
    const bool listens = socket >= 0 &&
                         ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
                         ::chmod(address.sun_path, S_IRUSR | S_IWUSR) == 0 && ::listen(socket, 4) == 0;
    if (listens) return socket;
    spdlog::warn("{} cannot be made ({}): rollcall reset-password works only while this server is stopped",
                 (folder_path / name).string(), reason());
    if (socket >= 0) ::close(socket);
    return -1;
}

}  // namespace

ControlSocket::ControlSocket(const std::filesystem::path& data_folder, Answer answer)
    : answer_(std::move(answer)), listening_(listen_in(data_folder)), file_(data_folder / name) {
    if (listening_ < 0) return;
    stopping_ = ::eventfd(0, EFD_CLOEXEC);
    thread_ = std::jthread([this](const std::stop_token& stop) { answer_requests(stop); });
}

ControlSocket::~ControlSocket() {
    if (listening_ < 0) return;
    thread_.request_stop();
    ::eventfd_write(stopping_, 1);
    thread_.join();
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
    ::close(listening_);
    ::close(stopping_);
}

void ControlSocket::answer_requests(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> waiting{{{listening_, POLLIN, 0}, {stopping_, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 || waiting[1].revents != 0) continue;
        const Descriptor client(::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC));
        if (client.get() < 0) {
            // Too many files are open, say: the request still waits, and poll would return at once.
            ::poll(&waiting[1], 1, accept_pause.count());
            continue;
        }
        set_timeout(client.get(), request_timeout);
        if (const auto request = receive_message(client.get())) send_message(client.get(), answer_(*request));
    }
}

std::optional<std::string> ask_server(const std::filesystem::path& data_folder, std::string_view request) {
    const auto folder = open_folder(data_folder);
    if (folder.get() < 0) return std::nullopt;
    const auto socket = new_socket();
    const auto address = address_in(folder);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        if (errno == ENOENT || errno == ECONNREFUSED) return std::nullopt;
        throw std::runtime_error(
            fmt::format("The server cannot be reached by {} ({}).", (data_folder / name).string(), reason()));
    }
    set_timeout(socket.get(), answer_timeout);
    auto answer = send_message(socket.get(), request) ? receive_message(socket.get()) : std::nullopt;
    if (!answer || answer->empty()) {
        throw ServerDidNotAnswer(
            fmt::format("The server of the data folder {} has not answered.", data_folder.string()));
    }
    return answer;
}

}  // namespace rollcall::app
