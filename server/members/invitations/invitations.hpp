#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "core/etag.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "members/members.hpp"

namespace rollcall::members {

/// Creates a member who chooses the first password by a link that a mail brings. The mail is queued with the member, in
/// one write. Until then the member is invited: known to administrators, and able to do nothing.
///
/// Throws as create_member. Who may call: administrators. Seed: "On: Send a welcome email with login instructions".
Member invite_member(database::Database& database, const Clock& clock, const SealingKey& key,
                     const access::Caller& caller, const NewMember& input);

enum class HandOver {
    by_mail,
    by_hand,  ///< the administrator takes the link, for when mail does not arrive
};

/// A link just made. `token` is in no other place but the queued mail.
struct InvitationLink {
    std::string token;
    Time expires_at;
};

/// Makes a new link for an invited member. The one before stops working, and does not go out where it still waits.
///
/// Throws Error::not_found, and Error::conflict for a member who has a password or is suspended.
/// Who may call: administrators.
InvitationLink invite_again(database::Database& database, const Clock& clock, const SealingKey& key,
                            const access::Caller& caller, const MemberId& id, HandOver hand_over);

/// Lets the link stop working. The member stays, and can be given a new link. Throws Error::not_found,
/// Error::changed_meanwhile, and Error::conflict for a member who has a password. Who may call: administrators.
void revoke_invitation(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const MemberId& id, const ExpectedVersion& expected);

/// Where the link with this token leads: the secret stands in the fragment, which no server's log sees.
std::string invitation_url(std::string_view address, std::string_view token);

/// Gives an invited member a link in the place of the one before, in a write that others have begun. Returns until when
/// it works.
Time renew_link(database::Transaction& tx, const SealingKey& key, const MemberId& member, const MemberId& invited_by,
                std::string_view token, HandOver hand_over, Time now);

}  // namespace rollcall::members
