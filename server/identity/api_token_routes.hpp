#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::identity {

/// GET /api-tokens: those of all administrators.
http::Response handle_list_api_tokens(const api::Request& request, api::Services& services);
/// POST /api-tokens: answers the token itself, once.
http::Response handle_create_api_token(const api::Request& request, api::Services& services);
/// DELETE /api-tokens/{id}
http::Response handle_revoke_api_token(const api::Request& request, api::Services& services);

}  // namespace rollcall::identity
