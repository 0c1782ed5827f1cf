#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::pictures {

/// GET /profile/picture
http::Response handle_get_own_picture(const api::Request& request, api::Services& services);
/// PUT /profile/picture: the body is the picture itself.
http::Response handle_set_own_picture(const api::Request& request, api::Services& services);
/// DELETE /profile/picture
http::Response handle_remove_own_picture(const api::Request& request, api::Services& services);
/// GET /members/{id}/picture
http::Response handle_get_picture(const api::Request& request, api::Services& services);

}  // namespace rollcall::pictures
