#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// A link for a member who has no password yet; only a hash of its token is stored.
struct InvitationRow {
    MemberId member_id;
    std::string token_hash;
    Time expires_at;
    MemberId invited_by;
    std::optional<MailId> mail_id;  ///< the email with the link; nothing where it is given in another way
};

/// Stores the invitation of the member, in place of the one before.
void upsert_invitation_row(database::Transaction& tx, const InvitationRow& invitation);

/// The link stops working; the member stays invited. To revoke what is revoked changes nothing.
void update_invitation_revoked(database::Transaction& tx, const MemberId& member);

/// Ends the invitation of a member who has a password now.
void delete_invitation_row(database::Transaction& tx, const MemberId& member);

/// The invitation to which a link leads, and what an email and the page say about it.
struct LinkedInvitation {
    MemberId member_id;
    std::string name;
    std::string email;
    access::Role role = access::Role::member;
    access::Permissions permissions;  ///< as stored
    Time expires_at;
    MemberId invited_by;
    std::optional<std::string> inviter_name;  ///< nothing once that person is removed
};
BOOST_DESCRIBE_STRUCT(LinkedInvitation, (),
                      (member_id, name, email, role, permissions, expires_at, invited_by, inviter_name))

/// Nothing for a token that is unknown, revoked or replaced, and while its member is suspended.
std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash);

}  // namespace rollcall::members
