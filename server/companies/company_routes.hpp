#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::companies {

/// GET /companies
http::Response handle_list_companies(const api::Request& request, api::Services& services);
/// POST /companies
http::Response handle_create_company(const api::Request& request, api::Services& services);
/// GET /companies/{id}
http::Response handle_get_company(const api::Request& request, api::Services& services);
/// PATCH /companies/{id}
http::Response handle_update_company(const api::Request& request, api::Services& services);
/// DELETE /companies/{id}
http::Response handle_delete_company(const api::Request& request, api::Services& services);

}  // namespace rollcall::companies
