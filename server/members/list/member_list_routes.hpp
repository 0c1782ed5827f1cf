#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// GET /members
http::Response handle_list_members(const api::Request& request, api::Services& services);
/// GET /members.csv
http::Response handle_export_members(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
