#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "database/database.hpp"
#include "identity/sessions.hpp"

namespace rollcall::members {

/// What the person who opens a link is shown.
struct OpenedInvitation {
    bool is_expired = false;
    std::string account_name;
    std::optional<std::string> inviter_name;  ///< nothing once that person is removed
    std::string name;                         ///< of the invited person
    std::string email;                        ///< of the invited person
    int minimum_password_length;
};

/// Looks a link up, and changes nothing. Throws Error::not_found for a token that is unknown, revoked, replaced or
/// used, and while the member is suspended. Who may call: anyone who has the link.
OpenedInvitation look_up_invitation(database::Database& database, const Clock& clock, std::string_view token);

struct AcceptInvitation {
    std::string token;
    std::string password;
};

/// Gives the invited member the password, ends the invitation and signs in, in place of `former`, the caller who was
/// signed in with this browser. It works once, also for many at once.
///
/// Throws as look_up_invitation, Error invitation_expired for a link that has expired, and Error::invalid for a
/// password that is not good enough. Who may call: anyone who has the link.
identity::NewSession accept_invitation(database::Database& database, const Clock& clock,
                                       identity::PasswordHasher& passwords, const AcceptInvitation& input,
                                       const identity::Client& client, const std::optional<access::Caller>& former);

/// Sends a new link in place of an expired one, to the address that was invited. The expired one is unknown from then
/// on, so it brings one email and no more. Throws as look_up_invitation, and Error::conflict for a link that still
/// works. Who may call: anyone who has the link.
void renew_invitation(database::Database& database, const Clock& clock, const SealingKey& key, std::string_view token,
                      const identity::Client& client);

}  // namespace rollcall::members
