#include "connectors/web/exempt_hosts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <stdexcept>

#include "core/ascii_case.hpp"

namespace rollcall::connectors {

ExemptHosts::ExemptHosts(std::string_view option, const std::vector<std::string>& hosts) {
    for (const auto& text : hosts) {
        const auto authority = boost::urls::parse_authority(text);
        if (!authority || authority->has_userinfo() || authority->encoded_host().empty() ||
            (authority->has_port() && authority->port_number() == 0)) {
            throw std::invalid_argument(
                fmt::format("{} {} is not a host or a host and a port, such as files.example.com:8443.", option, text));
        }
        hosts_.push_back({lower_ascii(std::string_view(authority->encoded_host())),
                          authority->has_port() ? std::optional(authority->port_number()) : std::nullopt});
    }
}

bool ExemptHosts::has(std::string_view host, std::uint16_t port) const {
    return std::ranges::any_of(
        hosts_, [&](const Host& known) { return known.name == host && (!known.port || *known.port == port); });
}

}  // namespace rollcall::connectors
