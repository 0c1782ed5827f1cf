#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall::connectors {

/// A web address as browsers understand it (WHATWG URL), in parts that are encoded for a request. Its fragment is not
/// kept: a server does not get it.
struct WebAddress {
    std::string scheme;                 ///< in lower case; the other parts are empty unless it is "http" or "https"
    std::string user;                   ///< "name:password", or empty
    std::string host;                   ///< in lower case, in ASCII (xn--), or an IPv6 address in brackets
    std::optional<std::uint16_t> port;  ///< nothing for the usual port of the scheme
    std::string path;                   ///< begins with a slash
    std::string query;                  ///< begins with a question mark, or is empty

    bool is_secure() const { return scheme == "https"; }
    bool is_web() const { return is_secure() || scheme == "http"; }
    std::uint16_t port_number() const { return port.value_or(is_secure() ? 443 : 80); }
    /// The whole address. Only ASCII without white space.
    std::string text() const;
};

/// Parses an address as browsers do, and encodes it as they do: "https://a.example/Anruf ä.wav" is requested as
/// "/Anruf%20%C3%A4.wav". Nothing for what they do not open.
std::optional<WebAddress> parse_web_address(std::string_view text);

/// The same for an address, such as a `Location`, that may be relative to `base`.
std::optional<WebAddress> parse_web_address(std::string_view text, const WebAddress& base);

}  // namespace rollcall::connectors
