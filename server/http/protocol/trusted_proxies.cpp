#include "http/protocol/trusted_proxies.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <stdexcept>

#include "http/protocol/ascii.hpp"

namespace rollcall::http {

namespace {

using Address = std::array<std::uint8_t, 16>;

constexpr Address mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/// IPv4 becomes ::ffff:a.b.c.d, so that both kinds can be compared.
std::optional<Address> parse_address(std::string_view text) {
    const std::string without_zone(text.substr(0, text.find('%')));
    Address address = mapped_prefix;
    if (inet_pton(AF_INET, without_zone.c_str(), &address[12]) == 1) return address;
    if (inet_pton(AF_INET6, without_zone.c_str(), address.data()) == 1) return address;
    return std::nullopt;
}

std::string format_address(const Address& address) {
    char text[INET6_ADDRSTRLEN] = {};
    if (std::equal(address.begin(), address.begin() + 12, mapped_prefix.begin())) {
        inet_ntop(AF_INET, &address[12], text, sizeof text);
    } else {
        inet_ntop(AF_INET6, address.data(), text, sizeof text);
    }
    return text;
}

/// Some proxies write a port: "192.0.2.1:4711", "[2001:db8::1]:4711".
std::string_view remove_port(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
    const auto colon = text.find(':');
    const bool has_one_colon = colon != std::string_view::npos && text.rfind(':') == colon;
    return has_one_colon ? text.substr(0, colon) : text;
}

std::optional<int> parse_bits(std::string_view text) {
    int bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return bits;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& proxies) {
    for (const auto& proxy : proxies) {
        const auto slash = proxy.find('/');
        const auto address = parse_address(std::string_view(proxy).substr(0, slash));
        const bool is_ipv4 = proxy.find(':') == std::string::npos;
        const int max_bits = is_ipv4 ? 32 : 128;
        const auto bits = slash == std::string::npos ? max_bits : parse_bits(std::string_view(proxy).substr(slash + 1));
        if (!address || !bits || *bits < 0 || *bits > max_bits) {
            throw std::invalid_argument("--trusted-proxies " + proxy + " is neither an address nor a network.");
        }
        networks_.push_back({*address, *bits + 128 - max_bits});
    }
}

bool TrustedProxies::is_trusted(const Address& address) const {
    return std::ranges::any_of(networks_, [&](const Network& network) {
        const auto whole = static_cast<std::size_t>(network.bits / 8);
        if (std::memcmp(address.data(), network.address.data(), whole) != 0) return false;
        if (network.bits % 8 == 0) return true;
        return (address[whole] ^ network.address[whole]) >> (8 - network.bits % 8) == 0;
    });
}

bool TrustedProxies::is_trusted_proxy(std::string_view address) const {
    const auto parsed = parse_address(address);
    return parsed && is_trusted(*parsed);
}

std::string TrustedProxies::find_client_address(std::string_view peer, std::string_view forwarded_for) const {
    const auto peer_address = parse_address(peer);
    if (!peer_address) return std::string(peer);

    auto client = *peer_address;
    while (is_trusted(client) && !forwarded_for.empty()) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
        const auto next = parse_address(remove_port(trim_blanks(last)));
        if (!next) break;
        client = *next;
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    }
    return format_address(client);
}

}  // namespace rollcall::http
