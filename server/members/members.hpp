#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/permissions.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"
#include "members/member_changes.hpp"
#include "members/member_store.hpp"

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::members {

/// A member who is asked for.
struct NewMember {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role = access::Role::member;
    access::Permissions permissions;  ///< none but those that are switched on
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};

/// Creates a member who can sign in at once with that password; no mail goes out.
///
/// Throws Error::invalid (an unknown agent among others) and Error email_taken when the e-mail is a member already:
/// nothing about the existing member changes. Who may call: administrators.
/// Seed: "Off: Create the account without sending an email".
Member create_member(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                     const access::Caller& caller, const NewMember& input, const std::string& password);

/// Changes a member; holds from his or her next request on.
///
/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid (an unknown agent among others), and Error
/// last_administrator when nobody would be left to administer the account. Who may call: administrators.
/// Seed: "Edit Member Details".
Member update_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                     const ExpectedVersion& expected, const UpdateMember& input);

/// What `update_member` would change. Throws what it throws but changes nothing. Who may call: administrators.
MemberDifference preview_update(database::Database& database, const access::Caller& caller, const MemberId& id,
                                const UpdateMember& input);

struct SetPassword {
    std::string password;
    bool must_change = false;  ///< whether a password of their own is owed after the next sign-in
};

/// Gives a member a new password. All their sessions end, and so do their API tokens: whoever had the old password may
/// have made one. An invitation ends, and links from mails to choose a password stop working. Throws Error::not_found,
/// Error::changed_meanwhile, Error::invalid for one that is not good enough. Who may call: administrators. Seed:
/// "Change Member Password".
void set_password(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                  const access::Caller& caller, const MemberId& id, const ExpectedVersion& expected,
                  const SetPassword& input);

/// Ends a member's access; everything else stays. All their sessions end. To suspend a suspended member changes
/// nothing. Throws Error::not_found, Error::changed_meanwhile, Error last_administrator.
/// Who may call: administrators.
void suspend_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                    const ExpectedVersion& expected);

/// Gives a suspended member access again, with what they had. Throws Error::not_found, Error::changed_meanwhile.
/// Who may call: administrators.
void restore_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                    const ExpectedVersion& expected);

}  // namespace rollcall::members
