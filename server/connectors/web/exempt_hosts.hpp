#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::connectors {

/// Hosts that the operator allows in private networks and without TLS, for one purpose.
class ExemptHosts {
public:
    ExemptHosts() = default;
    /// Each "host" or "host:port"; an IPv6 address in brackets. Throws std::invalid_argument with one plain line that
    /// names the option.
    ExemptHosts(std::string_view option, const std::vector<std::string>& hosts);

    /// Whether it is one of them; the host as in an address, in lower case.
    bool has(std::string_view host, std::uint16_t port) const;

private:
    struct Host {
        std::string name;
        std::optional<std::uint16_t> port;  ///< nothing for every port
    };
    std::vector<Host> hosts_;
};

}  // namespace rollcall::connectors
