#include "connectors/web/public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace rollcall::connectors {

namespace {

struct Network4 {
    std::uint32_t address;
    int bits;
};

// RFC 6890 and the registry that it began, and multicast.
constexpr Network4 not_public4[] = {
    {0x00000000, 8},   // 0.0.0.0: this network
    {0x0a000000, 8},   // 10.0.0.0: private
    {0x64400000, 10},  // 100.64.0.0: shared by carriers (CGNAT)
    {0x7f000000, 8},   // 127.0.0.0: loopback
    {0xa9fe0000, 16},  // 169.254.0.0: link-local, and the metadata of clouds
    {0xac100000, 12},  // 172.16.0.0: private
    {0xc0000000, 24},  // 192.0.0.0: protocols
    {0xc0000200, 24},  // 192.0.2.0: documentation
    {0xc0586300, 24},  // 192.88.99.0: relays of 6to4
    {0xc0a80000, 16},  // 192.168.0.0: private
    {0xc6120000, 15},  // 198.18.0.0: benchmarks
    {0xc6336400, 24},  // 198.51.100.0: documentation
    {0xcb007100, 24},  // 203.0.113.0: documentation
    {0xe0000000, 4},   // 224.0.0.0: multicast
    {0xf0000000, 4},   // 240.0.0.0: reserved, and broadcast
};

using Bytes6 = std::array<std::uint8_t, 16>;

struct Network6 {
    Bytes6 address;
    int bits;
};

// Only 2000::/3 is allocated, and not all of it. Mapped, translated and local addresses are outside of it.
constexpr Network6 allocated6{{0x20}, 3};
constexpr Network6 not_public6[] = {
    {{0x20, 0x01}, 23},              // 2001::: protocols, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // 2001:db8::: documentation
    {{0x20, 0x02}, 16},              // 2002::: 6to4, with an IPv4 address in it
    {{0x3f, 0xff}, 20},              // 3fff::: documentation
};

bool is_in(std::uint32_t address, const Network4& network) {
    return (address ^ network.address) >> (32 - network.bits) == 0;
}

bool is_in(const Bytes6& address, const Network6& network) {
    for (int bit = 0; bit < network.bits; ++bit) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const auto mask = 0x80 >> (bit % 8);
        if ((address[at] & mask) != (network.address[at] & mask)) return false;
    }
    return true;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in internet{};
        std::memcpy(&internet, &address, sizeof internet);
        const auto number = ntohl(internet.sin_addr.s_addr);
        return std::ranges::none_of(not_public4, [&](const auto& network) { return is_in(number, network); });
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 internet{};
        std::memcpy(&internet, &address, sizeof internet);
        Bytes6 bytes{};
        std::memcpy(bytes.data(), &internet.sin6_addr, bytes.size());
        return is_in(bytes, allocated6) &&
               std::ranges::none_of(not_public6, [&](const auto& network) { return is_in(bytes, network); });
    }
    return false;
}

}  // namespace rollcall::connectors
