#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::usage {

/// GET /usage
http::Response handle_get_usage(const api::Request& request, api::Services& services);
/// GET /usage.csv
http::Response handle_export_usage(const api::Request& request, api::Services& services);

}  // namespace rollcall::usage
