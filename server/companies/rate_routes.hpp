#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::companies {

/// GET /companies/{id}/rates
http::Response handle_list_rates(const api::Request& request, api::Services& services);
/// POST /companies/{id}/rates
http::Response handle_create_rate(const api::Request& request, api::Services& services);
/// DELETE /companies/{id}/rates/{rate}
http::Response handle_delete_rate(const api::Request& request, api::Services& services);
/// GET /currencies
http::Response handle_list_currencies(const api::Request& request, api::Services& services);

}  // namespace rollcall::companies
