#pragma once

#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "members/members.hpp"

namespace rollcall::members {

enum class HandOver {
    by_email,
    by_hand,  ///< the administrator gets the link, for when emails are not sent or do not arrive
};

/// A new link. `token` is kept nowhere but in the queued email.
struct InvitationLink {
    std::string token;
    Time expires_at;
};

struct InvitedMember {
    Member member;
    InvitationLink link;
};

/// Creates a member who chooses the first password by the link of an email (M22), which is queued with the member, or
/// by a link that the administrator hands over; in one write. Until then the member is invited: known to
/// administrators, and able to do nothing.
///
/// Throws as create_member. Who may call: administrators.
InvitedMember invite_member(const access::Context& context, const SealingKey& key, const NewMember& input,
                            HandOver hand_over);

/// Makes a new link for an invited member. The one before stops working, and is not sent if it still waits.
///
/// Throws Error::not_found, Error::conflict for a member who has a password or is suspended, and Error
/// confirmation_required for an administrator. Who may call: administrators.
InvitationLink invite_member_again(const access::Context& context, const SealingKey& key, const MemberId& id,
                                   HandOver hand_over);

/// Lets the link stop working. The member stays, and can be given a new link. Throws Error::not_found,
/// Error::changed_meanwhile, and Error::conflict for a member who has a password. Who may call: administrators.
void revoke_invitation(const access::Context& context, const MemberId& id, const ExpectedVersion& expected);

/// Where the link with this token leads: the secret is in the fragment, which no server's log sees.
std::string invitation_url(std::string_view address, std::string_view token);

/// Inside a write: gives an invited member a link in place of all before. Returns when it expires.
Time issue_invitation_link(database::Transaction& tx, const SealingKey& key, const MemberId& member,
                           const MemberId& invited_by, std::string_view token, HandOver hand_over, Time now);

/// Inside a write: sends an invited member a further link. Links that are still valid stay so.
void send_further_invitation_link(database::Transaction& tx, const SealingKey& key, const MemberId& member,
                                  const MemberId& invited_by, std::string_view token, Time now);

/// Inside the write that answers a forgotten password of an invited member: sends the invitation again, at most once in
/// `requested_invitation_pause`. Links that were given before stay valid: anyone can ask who knows the email. False,
/// and nothing done, for an invitation that is revoked or was sent so already.
[[nodiscard]] bool resend_requested_invitation(database::Transaction& tx, const SealingKey& key, const MemberId& member,
                                               std::string_view token, Time now);

/// Inside a write: the links of the member's invitation stop working, if there is one, and are not sent if they
/// still wait. The member can be given a new link.
void end_invitation_link(database::Transaction& tx, const MemberId& member);

/// Inside the write that gives the member a password: ends the invitation, if there is one.
void end_invitation(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::members
