#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// Why access ends. What ends with it is one table in end_access.cpp.
enum class AccessEndReason {
    own_password_change,                 ///< the member has chosen a new password
    own_password_change_but_api_tokens,  ///< the same, and keeps the API tokens
    password_set,                        ///< an administrator has set one
    password_reset,                      ///< the member has chosen one by a link of an email
    sessions_ended,                      ///< an administrator has ended the sessions; devices are forgotten
    suspension,
    demotion,  ///< from administrator to member
    removal,
};

/// How much ended.
struct EndedAccess {
    std::int64_t sessions = 0;
    std::int64_t api_tokens = 0;
};

/// Ends a member's sessions, API tokens, known devices, links to choose a password, and the emails with such links that
/// are not sent yet, as far as the reason asks for it; holds from the next request on, and for good: what undoes the
/// reason brings nothing back. Called inside the write that has the reason; members/ calls end_member_access instead,
/// which ends the link of an invitation too.
EndedAccess end_access(database::Transaction& tx, const MemberId& member, AccessEndReason reason);

/// Ends all sessions, with the passwords confirmed in them, known devices, links to choose a password and requests for
/// such links in a database that was restored from a backup: what had ended after the backup was made would be back
/// otherwise. API tokens stay; returns how many there are.
std::int64_t end_restored_access(database::Transaction& tx);

/// Whether the link of an invitation ends for that reason.
bool ends_invitation_link(AccessEndReason reason);

}  // namespace rollcall::identity
