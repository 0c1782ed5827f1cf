#pragma once

#include <string>

#include "access/context.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/etag.hpp"
#include "core/sealing.hpp"
#include "identity/end_access.hpp"
#include "members/member_difference.hpp"
#include "members/member_fields.hpp"
#include "members/member_store.hpp"

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::members {

/// Throws Error::not_found for an unknown id. Who may call: administrators.
Member get_member(const access::Context& context, const MemberId& id);

/// Creates a member who can sign in at once with that password; no email is sent (M23).
///
/// Throws Error::invalid (an unknown agent among others), Error email_taken when the email is a member already (nothing
/// about that member changes), and Error confirmation_required for an administrator. Who may call: administrators.
Member create_member(const access::Context& context, identity::PasswordHasher& passwords, const NewMember& input,
                     const std::string& password);

/// Changes a member (M25-M29); holds from the member's next request on.
///
/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid (an unknown agent among others), Error
/// last_administrator when nobody would be left to administer the account, and Error confirmation_required where the
/// member becomes an administrator. Who may call: administrators.
Member update_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected,
                     const UpdateMember& input);

/// What `update_member` would change; changes nothing. Throws Error::not_found, and Error::invalid for the fields, but
/// does not find out what only the change itself does: another version, unknown agents and companies, the last
/// administrator, the confirmation. Who may call: administrators.
MemberDifference preview_member_update(const access::Context& context, const MemberId& id, const UpdateMember& input);

struct SetPassword {
    std::string password;
    bool must_change = false;  ///< whether the member has to choose another password after the next sign-in
};

/// Gives a member a new password (M32-M35). All sessions and API tokens of the member end: who knew the old password
/// may have created one. An invitation ends, links of emails to choose a password stop working, and failed sign-ins are
/// deleted. Throws Error::not_found, Error::changed_meanwhile, Error::invalid for a password that is not good enough,
/// and Error confirmation_required. Who may call: administrators.
void set_member_password(const access::Context& context, identity::PasswordHasher& passwords, const SealingKey& key,
                         const MemberId& id, const ExpectedVersion& expected, const SetPassword& input);

/// Ends a member's access; everything else stays. All sessions, API tokens and links of the member end for good. To
/// suspend a suspended member changes nothing. Throws Error::not_found, Error::changed_meanwhile, Error
/// last_administrator. Who may call: administrators.
void suspend_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected);

/// Lets a suspended member sign in again, with the same rights as before. Throws Error::not_found,
/// Error::changed_meanwhile. Who may call: administrators.
void restore_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected);

/// The member for `action`. Throws what the decision says, and Error::not_found for an unknown id.
Member require_member(database::Transaction& tx, const access::CurrentCaller& caller, access::Action action,
                      const MemberId& id);

/// Throws what the decision says where the caller may not create such a member, and Error confirmation_required for an
/// administrator.
void require_may_create(const access::Caller& caller, const NewMember& input, Time now);

/// identity::end_access, and the link of an invitation with it.
identity::EndedAccess end_member_access(database::Transaction& tx, const MemberId& member,
                                        identity::AccessEndReason reason);

/// Throws Error last_administrator where nobody could administer the account any more. Asked after a change, inside its
/// transaction, so that two at once cannot both pass.
void require_active_administrator(database::Transaction& tx);

/// "member.created", with what the member may do, and name and email apart.
audit::Record creation_record(const access::MemberRow& member, const NewMember& input);

/// Stores a new member with everything that is assigned to him or her, and returns the member as he or she can be read
/// then. Throws Error email_taken, and Error::invalid for an unknown agent or company and for a permission that the
/// account does not have.
Member insert_new_member(database::Transaction& tx, const PreparedMember& member, const NewMember& input,
                         std::string_view password_hash);

}  // namespace rollcall::members
