#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /contact-fields
http::Response handle_list_own_fields(const api::Request& request, api::Services& services);
/// POST /contact-fields
http::Response handle_create_own_field(const api::Request& request, api::Services& services);
/// PATCH /contact-fields/{id}
http::Response handle_update_own_field(const api::Request& request, api::Services& services);
/// DELETE /contact-fields/{id}
http::Response handle_delete_own_field(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
