#include "app/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace rollcall::app {

void notify_service_manager() {
    const auto* variable = std::getenv("NOTIFY_SOCKET");
    const std::string_view path = variable ? variable : "";
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof(address.sun_path)) return;
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    if (path.starts_with('@')) address.sun_path[0] = '\0';  // an abstract socket

    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return;
    constexpr std::string_view message = "READY=1";
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    ::sendto(socket, message.data(), message.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
    ::close(socket);
}

}  // namespace rollcall::app
