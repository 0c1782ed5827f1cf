#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::accounts {

/// GET /settings
http::Response handle_get_settings(const api::Request& request, api::Services& services);
/// PATCH /settings
http::Response handle_update_settings(const api::Request& request, api::Services& services);
/// POST /settings/test-email
http::Response handle_send_test_email(const api::Request& request, api::Services& services);
/// GET /time-zones
http::Response handle_list_time_zones(const api::Request& request, api::Services& services);

}  // namespace rollcall::accounts
