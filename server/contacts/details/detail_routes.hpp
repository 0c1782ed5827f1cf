#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /contacts/{id}/calls
http::Response handle_list_contact_calls(const api::Request& request, api::Services& services);
/// GET /contacts/{id}/history
http::Response handle_list_contact_history(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
