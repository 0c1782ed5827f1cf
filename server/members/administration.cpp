#include "members/administration.hpp"

#include "access/caller_store.hpp"
#include "core/error.hpp"

namespace rollcall::members {

Member found_for(database::Transaction& tx, const access::Caller& caller, access::Action action, const MemberId& id) {
    access::require(access::current(tx, caller), action);
    auto member = find(tx, id);
    if (!member) throw Error::not_found();
    return *std::move(member);
}

void require_active_administrator(database::Transaction& tx) {
    if (has_active_administrator(tx)) return;
    throw Error(ErrorCode::last_administrator,
                "This is the last active administrator. Make somebody else an administrator first.");
}

}  // namespace rollcall::members
