#include "app/origin.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "http/protocol/ascii.hpp"
#include "http/protocol/framing.hpp"

namespace rollcall::app {

namespace {

/// Nothing when it is in brackets and no IPv6 address.
std::optional<std::string> write_host(std::string_view host) {
    if (!host.starts_with('[')) return http::to_lower(host);
    in6_addr address{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_pton(AF_INET6, std::string(host.substr(1, host.size() - 2)).c_str(), &address) != 1) return std::nullopt;
    return fmt::format("[{}]", inet_ntop(AF_INET6, &address, text.data(), text.size()));
}

/// Nothing when it is not a port.
std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, port);
    if (problem != std::errc{} || rest != end || port == 0) return std::nullopt;
    return port;
}

}  // namespace

// Not by Boost.URL 1.81, which refuses a name that begins with an IPv4 address.
std::optional<std::string> parse_origin(std::string_view address) {
    const auto scheme = http::to_lower(address.substr(0, address.find("://")));
    if (scheme != "http" && scheme != "https") return std::nullopt;
    address.remove_prefix(std::min(scheme.size() + 3, address.size()));
    if (address.ends_with('/')) address.remove_suffix(1);
    if (!http::is_host(address)) return std::nullopt;

    const auto colon = address.find(':', address.starts_with('[') ? address.find(']') : 0);
    const auto host = write_host(address.substr(0, colon));
    if (!host) return std::nullopt;
    const auto port_text = colon == std::string_view::npos ? std::string_view() : address.substr(colon + 1);
    const std::uint16_t port_of_scheme = scheme == "https" ? 443 : 80;
    const auto port = port_text.empty() ? port_of_scheme : parse_port(port_text);
    if (!port) return std::nullopt;
    return *port == port_of_scheme ? fmt::format("{}://{}", scheme, *host)
                                   : fmt::format("{}://{}:{}", scheme, *host, *port);
}

}  // namespace rollcall::app
