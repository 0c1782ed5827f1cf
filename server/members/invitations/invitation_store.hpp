#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// The invitation of a member who has no password yet; only a hash of the token of its link is stored.
struct InvitationRow {
    MemberId member_id;
    std::string token_hash;  ///< of the newest link
    Time expires_at;
    MemberId invited_by;
    std::optional<MailId> mail_id;  ///< the email with the link; nothing where it is given in another way
};

/// Stores the invitation of the member, in place of the one before.
void upsert_invitation_row(database::Transaction& tx, const InvitationRow& invitation);

/// The newest link stays valid until it expires, beside the one that is stored next. Those that have expired are
/// deleted.
void insert_earlier_link_row(database::Transaction& tx, const MemberId& member, Time now);

/// The links before the newest one stop working.
void delete_earlier_link_rows(database::Transaction& tx, const MemberId& member);

/// Who invited a member whose invitation may be sent because of a forgotten password: it is not revoked, and was not
/// sent for such a reason after `since`. Times in the future, which a clock that was set back leaves, do not count.
std::optional<MemberId> find_requestable_invitation(database::Transaction& tx, const MemberId& member, Time since,
                                                    Time now);

/// Notes that the invitation is sent because of a forgotten password.
void update_invitation_request(database::Transaction& tx, const MemberId& member, Time now);

/// The newest link stops working; the member stays invited. To revoke what is revoked changes nothing.
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

/// By the newest link or an earlier one. Nothing for a token that is unknown, revoked or replaced, and while its member
/// is suspended.
std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash);

}  // namespace rollcall::members
