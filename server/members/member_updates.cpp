#include "members/members.hpp"

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "identity/session_store.hpp"
#include "members/administration.hpp"
#include "members/member_assignments.hpp"

namespace rollcall::members {

using access::Action;

Member update_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                     const ExpectedVersion& expected, const UpdateMember& input) {
    return database.write([&](database::Transaction& tx) {
        const auto before = found_for(tx, caller, Action::update_member, id);
        expected.require(before.version);
        const auto after = changed_member(before, input);
        require_grantable(tx, before.permissions, after.permissions);
        const auto changes = difference(tx, before, after);
        if (changes.fields.empty()) return before;

        update(tx, after);
        if (input.agent_ids) replace_agents(tx, before, *input.agent_ids);
        if (input.company_ids) replace_companies(tx, before, *input.company_ids);
        require_active_administrator(tx);
        audit::record(tx, clock.now(), caller.member, "member.updated", id.text(), changes.fields);
        return find(tx, id).value();
    });
}

MemberDifference preview_update(database::Database& database, const access::Caller& caller, const MemberId& id,
                                const UpdateMember& input) {
    return database.read([&](database::Transaction& tx) {
        const auto before = found_for(tx, caller, Action::update_member, id);
        const auto after = changed_member(before, input);
        require_grantable(tx, before.permissions, after.permissions);
        return difference(tx, before, after);
    });
}

void suspend_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                    const ExpectedVersion& expected) {
    database.write([&](database::Transaction& tx) {
        const auto member = found_for(tx, caller, Action::suspend_member, id);
        expected.require(member.version);
        if (member.suspended) return;

        set_suspended(tx, id, clock.now());
        identity::delete_sessions(tx, id);
        require_active_administrator(tx);
        audit::record(tx, clock.now(), caller.member, "member.suspended", id.text());
    });
}

void restore_member(database::Database& database, const Clock& clock, const access::Caller& caller, const MemberId& id,
                    const ExpectedVersion& expected) {
    database.write([&](database::Transaction& tx) {
        const auto member = found_for(tx, caller, Action::restore_member, id);
        expected.require(member.version);
        if (!member.suspended) return;

        set_suspended(tx, id, std::nullopt);
        audit::record(tx, clock.now(), caller.member, "member.restored", id.text());
    });
}

}  // namespace rollcall::members
