#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::identity {

/// GET /profile: what is known about me.
http::Response handle_get_profile(const api::Request& request, api::Services& services);
/// PUT /profile/password
http::Response handle_change_own_password(const api::Request& request, api::Services& services);
/// GET /profile/sessions: where I am signed in.
http::Response handle_list_own_sessions(const api::Request& request, api::Services& services);
/// DELETE /profile/sessions/{id}
http::Response handle_end_own_session(const api::Request& request, api::Services& services);
/// DELETE /profile/sessions: signs me out everywhere.
http::Response handle_end_all_own_sessions(const api::Request& request, api::Services& services);

}  // namespace rollcall::identity
