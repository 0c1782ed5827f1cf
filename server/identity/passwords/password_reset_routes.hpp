#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::identity {

/// POST /password-resets: the same answer for every email.
http::Response handle_request_password_reset(const api::Request& request, api::Services& services);
/// POST /password-resets/completion
http::Response handle_complete_password_reset(const api::Request& request, api::Services& services);

}  // namespace rollcall::identity
