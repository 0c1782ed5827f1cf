#include "core/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

namespace rollcall {

namespace {

constexpr std::size_t network_bytes = 8;

std::string format_ipv4(const in6_addr& mapped) {
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &mapped.s6_addr[12], text, sizeof text);
    return text;
}

}  // namespace

std::string network_of(std::string_view address) {
    const std::string without_zone(address.substr(0, address.find('%')));
    in6_addr parsed{};
    if (inet_pton(AF_INET6, without_zone.c_str(), &parsed) != 1) return std::string(address);
    if (IN6_IS_ADDR_V4MAPPED(&parsed)) return format_ipv4(parsed);
    std::fill(std::begin(parsed.s6_addr) + network_bytes, std::end(parsed.s6_addr), std::uint8_t{0});
    char text[INET6_ADDRSTRLEN] = {};
    inet_ntop(AF_INET6, &parsed, text, sizeof text);
    return std::string(text) + "/64";
}

}  // namespace rollcall
