#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::campaigns {

/// GET /campaigns/{id}/attempts
http::Response handle_list_attempts(const api::Request& request, api::Services& services);
/// GET /campaigns/{id}/attempts.csv
http::Response handle_export_attempts(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/attempts/{attempt}/retry
http::Response handle_retry_attempt(const api::Request& request, api::Services& services);

}  // namespace rollcall::campaigns
