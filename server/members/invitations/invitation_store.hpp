#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// The newest link of a member who has not accepted yet.
struct NewInvitation {
    MemberId member;
    std::string token_hash;
    Time expires_at;
    MemberId invited_by;
    std::optional<MailId> mail;  ///< that holds the link; nothing where it is handed over in another way
};

/// Invites the member, or puts this link in the place of the one before.
void put_invitation(database::Transaction& tx, const NewInvitation& invitation);

/// Lets the link stop working; the member stays invited. To revoke what is revoked changes nothing.
void revoke_invitation(database::Transaction& tx, const MemberId& member);

/// Ends the invitation: the member has a password now. Returns whether there was one.
bool delete_invitation(database::Transaction& tx, const MemberId& member);

/// What a link leads to.
struct LinkedInvitation {
    MemberId member;
    std::string name;
    std::string email;
    Time expires_at;
    MemberId invited_by;
    std::optional<std::string> inviter_name;  ///< nothing once that person is removed
};

/// Nothing for a token that is unknown, revoked or replaced, and while its member is suspended.
std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash);

/// Who is invited to what, by whom: for the mail.
struct InvitationDetails {
    std::string account_name;
    std::optional<std::string> inviter_name;  ///< nothing once that person is removed
    std::string name;
    std::string email;
    access::Role role;
    access::Permissions permissions;  ///< as effective: see `access::effective`
    std::int64_t agents;              ///< how many the member sees
    Time expires_at;
};

/// Nothing as for `find_invitation`.
std::optional<InvitationDetails> find_invitation_details(database::Transaction& tx, std::string_view token_hash);

}  // namespace rollcall::members
