#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /contacts
http::Response handle_list_contacts(const api::Request& request, api::Services& services);
/// POST /contacts
http::Response handle_create_contact(const api::Request& request, api::Services& services);
/// GET /contacts/{id}
http::Response handle_get_contact(const api::Request& request, api::Services& services);
/// PATCH /contacts/{id}
http::Response handle_update_contact(const api::Request& request, api::Services& services);
/// DELETE /contacts/{id}
http::Response handle_delete_contact(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
