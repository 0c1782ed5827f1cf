#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// GET /setup: whether it is still open.
http::Response handle_get_setup(const api::Request& request, api::Services& services);
/// POST /setup/check: whether the link works.
http::Response handle_check_setup_link(const api::Request& request, api::Services& services);
/// POST /setup: creates the account and its first administrator.
http::Response handle_set_up_account(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
