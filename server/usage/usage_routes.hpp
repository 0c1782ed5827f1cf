#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::usage {

/// GET /usage
http::Response show_usage(const api::Request& request, api::Services& services);
/// GET /usage.csv
http::Response export_usage(const api::Request& request, api::Services& services);

}  // namespace rollcall::usage
