#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::http {

/// The proxies in front of Rollcall: whose X-Forwarded-For is believed.
class TrustedProxies {
public:
    /// None.
    TrustedProxies() = default;
    /// Addresses or networks: "10.0.0.5", "10.0.0.0/8", "fd00::/8". Throws std::runtime_error with one plain line when
    /// one is neither.
    explicit TrustedProxies(const std::vector<std::string>& proxies);

    /// The client's address: the peer's, unless the peer is a trusted proxy. Then `forwarded_for` (the values of
    /// X-Forwarded-For, joined by commas) is walked from its end, where the nearest proxy wrote, up to the first
    /// address that no trusted proxy has. What stands before that may be made up. An IPv4 address mapped into IPv6 is
    /// IPv4.
    std::string client_address(std::string_view peer, std::string_view forwarded_for) const;

private:
    using Address = std::array<std::uint8_t, 16>;
    struct Network {
        Address address;
        int bits;
    };

    bool trusts(const Address& address) const;

    std::vector<Network> networks_;
};

}  // namespace rollcall::http
