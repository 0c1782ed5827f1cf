#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"
#include "identity/sessions.hpp"

namespace rollcall::identity {

/// GET /session: who am I, what may I do, what does the page show.
http::Response show_session(const api::Request& request, api::Services& services);
/// POST /session: signs in.
http::Response create_session(const api::Request& request, api::Services& services);
/// DELETE /session: signs out, where somebody is signed in.
http::Response delete_session(const api::Request& request, api::Services& services);

/// 201 with the session that has just begun, and its cookie.
http::Response begun(api::Services& services, const NewSession& session);

/// Where the request comes from, as a session notes it.
Client client_of(const api::Request& request);

}  // namespace rollcall::identity
