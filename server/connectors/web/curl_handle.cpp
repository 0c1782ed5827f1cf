#include "connectors/web/curl_handle.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "connectors/web/public_address.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::chrono::seconds connect_timeout{10};

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
    auto& check = *static_cast<AddressCheck*>(context);
    if (!check.may_be_private && !is_public_address(address->addr)) {
        check.was_private = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

void set_common_options(const CurlHandle& handle, const std::string& address, AddressCheck& check,
                        std::chrono::milliseconds timeout) {
    set_curl_option(handle, CURLOPT_URL, address.c_str());
    set_curl_option(handle, CURLOPT_PATH_AS_IS, 1L);  // its dots are resolved
    set_curl_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set_curl_option(handle, CURLOPT_PROXY, "");
    set_curl_option(handle, CURLOPT_USERAGENT, "Rollcall");
    set_curl_option(handle, CURLOPT_NOSIGNAL, 1L);
    set_curl_option(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connect_timeout.count()));
    set_curl_option(handle, CURLOPT_TIMEOUT_MS, std::max<long>(timeout.count(), 1));
    set_curl_option(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set_curl_option(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&check));
}

}  // namespace rollcall::connectors
