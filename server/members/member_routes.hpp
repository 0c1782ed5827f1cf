#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/response.hpp"

namespace rollcall::members {

/// GET /members
http::Response list_members(const api::Request& request, api::Services& services);
/// POST /members
http::Response create(const api::Request& request, api::Services& services);
/// GET /members/{id}
http::Response show(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
