#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/response.hpp"

namespace rollcall::companies {

/// GET /companies
http::Response list_companies(const api::Request& request, api::Services& services);
/// POST /companies
http::Response create(const api::Request& request, api::Services& services);
/// GET /companies/{id}
http::Response show(const api::Request& request, api::Services& services);
/// PATCH /companies/{id}
http::Response update(const api::Request& request, api::Services& services);
/// DELETE /companies/{id}
http::Response remove(const api::Request& request, api::Services& services);

}  // namespace rollcall::companies
