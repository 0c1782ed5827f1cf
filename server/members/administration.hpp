#pragma once

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

/// The member to whom `caller`, as he or she is now, does `action` in this write. Throws what access::require throws,
/// and Error::not_found for an unknown id.
Member found_for(database::Transaction& tx, const access::Caller& caller, access::Action action, const MemberId& id);

/// There is always somebody who can administer the account: throws Error last_administrator where nobody could any
/// more. Asked after a change, inside its transaction, so that two at once cannot both pass.
void require_active_administrator(database::Transaction& tx);

/// Nobody is given what the account does not have: throws Error::invalid where `after` has the CRM, `before` had not,
/// and it is switched off for the account.
void require_grantable(database::Transaction& tx, access::Permissions before, access::Permissions after);

}  // namespace rollcall::members
