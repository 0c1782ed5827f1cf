#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// GET /setup: whether it is still open.
http::Response show_setup(const api::Request& request, api::Services& services);
/// POST /setup: makes the account and its first administrator.
http::Response create_setup(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
