#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// POST /members/{id}/invitation: a new link, by mail or by hand.
http::Response invite_again(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/invitation
http::Response revoke_invitation(const api::Request& request, api::Services& services);

/// POST /invitations/lookup
http::Response look_up_invitation(const api::Request& request, api::Services& services);
/// POST /invitations/acceptance
http::Response accept_invitation(const api::Request& request, api::Services& services);
/// POST /invitations/renewal
http::Response renew_invitation(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
