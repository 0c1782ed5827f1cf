#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /do-not-call
http::Response handle_list_do_not_call_entries(const api::Request& request, api::Services& services);
/// POST /do-not-call
http::Response handle_create_do_not_call_entry(const api::Request& request, api::Services& services);
/// DELETE /do-not-call/{id}
http::Response handle_delete_do_not_call_entry(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
