#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace rollcall::app {

/// Answers programs on this machine, such as `rollcall reset-password`, at a Unix socket in the data folder, which only
/// the owner of the folder can reach: what they want written is written by the server, the only one that writes
/// (docs/decisions/0049-checking-and-lost-passwords.md). One request at a time, on a thread of its own.
class ControlSocket {
public:
    using Answer = std::function<std::string(std::string_view request)>;

    /// Where no socket can be made, a line in the log says so, and there is none.
    ControlSocket(const std::filesystem::path& data_folder, Answer answer);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    void answer_requests(const std::stop_token& stop);

    Answer answer_;
    int listening_ = -1;
    int stopping_ = -1;  ///< an eventfd
    std::filesystem::path file_;
    std::jthread thread_;
};

/// A server listens, but has not answered: whether it has done what was asked is not known.
struct ServerDidNotAnswer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What the server of this data folder answers; nothing where none listens. Throws ServerDidNotAnswer, or
/// std::runtime_error where it cannot be reached, with one plain line.
std::optional<std::string> ask_server(const std::filesystem::path& data_folder, std::string_view request);

}  // namespace rollcall::app
