#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::identity {

/// GET /session: the caller, his or her permissions, and what the page offers.
http::Response handle_get_session(const api::Request& request, api::Services& services);
/// POST /session: signs in.
http::Response handle_sign_in(const api::Request& request, api::Services& services);
/// DELETE /session: signs out; nothing happens for a stranger.
http::Response handle_sign_out(const api::Request& request, api::Services& services);

/// POST /session/confirmation: the caller gives the own password again.
http::Response handle_confirm_own_password(const api::Request& request, api::Services& services);

}  // namespace rollcall::identity
