#include "members/administration.hpp"

#include "access/caller_store.hpp"
#include "accounts/account_store.hpp"
#include "core/error.hpp"

namespace rollcall::members {

Member found_for(database::Transaction& tx, const access::Caller& caller, access::Action action, const MemberId& id) {
    access::require(access::get_current_caller(tx, caller), action);
    auto member = find(tx, id);
    if (!member) throw Error::not_found();
    return *std::move(member);
}

void require_active_administrator(database::Transaction& tx) {
    if (has_active_administrator(tx)) return;
    throw Error(ErrorCode::last_administrator,
                "This is the last active administrator. Make somebody else an administrator first.");
}

void require_grantable(database::Transaction& tx, access::Permissions before, access::Permissions after) {
    using access::Permission;
    if (before.has(Permission::access_crm) || !after.has(Permission::access_crm)) return;
    if (accounts::get(tx).crm_enabled) return;
    throw Error::invalid("permissions.access_crm",
                         "The CRM is switched off for this account, under Account > Settings.");
}

}  // namespace rollcall::members
