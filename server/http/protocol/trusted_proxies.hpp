#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::http {

/// The proxies in front of Rollcall: their X-Forwarded-For is trusted.
class TrustedProxies {
public:
    /// No proxy is trusted.
    TrustedProxies() = default;
    /// The values of --trusted-proxies, addresses or networks: "10.0.0.5", "10.0.0.0/8", "fd00::/8". Throws
    /// std::invalid_argument with one plain line when one is neither.
    explicit TrustedProxies(const std::vector<std::string>& proxies);

    /// Whether it is the address of a trusted proxy.
    bool is_trusted_proxy(std::string_view address) const;

    /// The client's address: that of the peer, unless the peer is a trusted proxy. Then it is the last address in
    /// `forwarded_for` (the values of X-Forwarded-For, joined by commas) that does not belong to a trusted proxy; a
    /// client can forge the addresses before it. An IPv4 address mapped into IPv6 is IPv4.
    std::string find_client_address(std::string_view peer, std::string_view forwarded_for) const;

private:
    using Address = std::array<std::uint8_t, 16>;
    struct Network {
        Address address;
        int bits;
    };

    bool is_trusted(const Address& address) const;

    std::vector<Network> networks_;
};

}  // namespace rollcall::http
