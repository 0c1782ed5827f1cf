#pragma once

#include <optional>

#include "api/request.hpp"
#include "api/services.hpp"
#include "identity/sessions.hpp"

namespace rollcall::identity {

/// 200 with the session of the caller, or that there is none.
http::Response respond_with_session(api::Services& services, const std::optional<access::Caller>& caller);

/// 201 with the new session, and its cookie.
http::Response respond_with_new_session(api::Services& services, const NewSession& session);

/// What a session keeps of the request.
Client read_client(const api::Request& request);

}  // namespace rollcall::identity
