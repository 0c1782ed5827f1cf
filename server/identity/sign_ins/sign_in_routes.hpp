#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::identity {

/// GET /profile/sign-ins: when and where I signed in.
http::Response handle_list_own_sign_ins(const api::Request& request, api::Services& services);

}  // namespace rollcall::identity
