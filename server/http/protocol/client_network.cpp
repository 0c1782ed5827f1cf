#include "http/protocol/client_network.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace rollcall::http {

std::string find_client_network(std::string_view address) {
    const std::string without_zone(address.substr(0, address.find('%')));
    in6_addr network{};
    if (inet_pton(AF_INET6, without_zone.c_str(), &network) != 1) return std::string(address);
    char text[INET6_ADDRSTRLEN] = {};
    if (IN6_IS_ADDR_V4MAPPED(&network)) return inet_ntop(AF_INET, &network.s6_addr[12], text, sizeof text);
    std::fill(std::begin(network.s6_addr) + 8, std::end(network.s6_addr), std::uint8_t{0});
    return std::string(inet_ntop(AF_INET6, &network, text, sizeof text)) + "/64";
}

}  // namespace rollcall::http
