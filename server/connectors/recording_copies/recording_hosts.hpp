#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::connectors {

/// The hosts that the operator trusts with recordings: they may be in a private network, and without TLS.
class RecordingHosts {
public:
    RecordingHosts() = default;
    /// Each "host" or "host:port"; an IPv6 address in brackets. Throws std::invalid_argument with one plain line.
    explicit RecordingHosts(const std::vector<std::string>& hosts);

    /// Whether it is one of them; the host as it stands in an address, in small letters.
    bool has(std::string_view host, std::uint16_t port) const;

private:
    struct Host {
        std::string name;
        std::optional<std::uint16_t> port;  ///< any where none
    };
    std::vector<Host> hosts_;
};

}  // namespace rollcall::connectors
