#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// GET /members/{id}/sessions
http::Response handle_list_member_sessions(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/sessions
http::Response handle_end_member_sessions(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/sessions/{session}
http::Response handle_end_member_session(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
