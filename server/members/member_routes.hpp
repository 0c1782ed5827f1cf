#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// POST /members: with an invitation by email or by a link, or with a password.
http::Response handle_create_member(const api::Request& request, api::Services& services);
/// GET /members/{id}
http::Response handle_get_member(const api::Request& request, api::Services& services);
/// PATCH /members/{id}
http::Response handle_update_member(const api::Request& request, api::Services& services);
/// POST /members/{id}/changes: what PATCH with this body would change.
http::Response handle_preview_member_update(const api::Request& request, api::Services& services);
/// PUT /members/{id}/password
http::Response handle_set_member_password(const api::Request& request, api::Services& services);
/// PUT /members/{id}/suspension
http::Response handle_suspend_member(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/suspension
http::Response handle_restore_member(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
