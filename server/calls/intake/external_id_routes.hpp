#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /agents/{id}/external-ids
http::Response handle_get_external_ids(const api::Request& request, api::Services& services);
/// PUT /agents/{id}/external-ids
http::Response handle_update_external_ids(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
