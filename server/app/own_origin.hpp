#pragma once

#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::app {

/// Whether the `Host` of a request is a name of this machine itself, with or without a port: localhost, 127.0.0.0/8 or
/// [::1]. Such a name cannot be made to point to another machine, as any other name can (DNS rebinding).
bool is_loopback_host(std::string_view host);

/// What tells our own page from another site.
struct OwnOrigin {
    std::string base_url;        ///< as parse_origin writes it; empty when it is not set
    const std::string& address;  ///< likewise: at which the server listens; known once it has started

    /// A browser names the site from which a write comes (Fetch standard, "Origin header"). Throws
    /// ErrorCode::foreign_origin for another site, and for a write with a cookie but without an Origin (CSRF).
    void require_from_own_page(const http::Request& request, bool has_cookie) const;
};

}  // namespace rollcall::app
