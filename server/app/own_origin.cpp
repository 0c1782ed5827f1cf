#include "app/own_origin.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/origin.hpp"
#include "core/error.hpp"
#include "http/protocol/ascii.hpp"

namespace rollcall::app {

namespace {

bool is_loopback_ipv4(const std::string& name) {
    in_addr address{};
    return inet_pton(AF_INET, name.c_str(), &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}

/// `own` is written as browsers do; other programs may write the same origin in another way.
bool is_same_origin(const std::optional<std::string_view>& sent, std::string_view own) {
    if (!sent || sent->ends_with('/')) return false;
    return *sent == own || parse_origin(*sent) == own;
}

[[noreturn]] void refuse(const char* detail) { throw Error(ErrorCode::foreign_origin, detail); }

}  // namespace

bool is_loopback_host(std::string_view host) {
    const auto bracket = host.find(']');
    const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const auto port = host.substr(std::min(colon, host.size()));
    if (port.find_first_not_of("0123456789", 1) != std::string_view::npos) return false;
    const auto name = http::to_lower(host.substr(0, colon));
    return name == "localhost" || name == "[::1]" || is_loopback_ipv4(name);
}

void OwnOrigin::require_from_own_page(const http::Request& request, bool has_cookie) const {
    if (!http::is_write(request.method)) return;
    const auto origin = request.header("origin");
    if (!origin && !has_cookie) return;
    constexpr auto from_elsewhere = "This request does not come from Rollcall's own page.";
    if (!base_url.empty()) {
        if (!is_same_origin(origin, base_url)) refuse(from_elsewhere);
        return;
    }
    const auto host = request.header("host").value_or("");
    const auto asked = parse_origin(fmt::format("http://{}", host));
    if (!asked || !is_same_origin(origin, *asked)) refuse(from_elsewhere);
    if (!is_loopback_host(host) && asked != address) {
        refuse(
            "Rollcall was opened at an address that it does not know, so nothing can be changed here. Start the server "
            "with --base-url and this address.");
    }
}

}  // namespace rollcall::app
