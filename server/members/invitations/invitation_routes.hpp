#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// POST /members/{id}/invitation: a new link, by email or by hand.
http::Response handle_invite_member_again(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/invitation
http::Response handle_revoke_invitation(const api::Request& request, api::Services& services);

/// POST /invitations/lookup
http::Response handle_look_up_invitation(const api::Request& request, api::Services& services);
/// POST /invitations/acceptance
http::Response handle_accept_invitation(const api::Request& request, api::Services& services);
/// POST /invitations/renewal
http::Response handle_renew_invitation(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
