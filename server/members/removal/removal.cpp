#include "members/removal/removal.hpp"

#include "audit/audit_store.hpp"
#include "identity/end_access.hpp"
#include "identity/guess_limit_store.hpp"
#include "members/member_limits.hpp"
#include "members/members.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/outbox_store.hpp"
#include "pictures/pictures.hpp"

namespace rollcall::members {

EndedMembership delete_membership(database::Transaction& tx, const audit::Actor& actor, const MemberId& id,
                                  std::string_view email, Time removed_at, Time now) {
    const auto emails = outbox::delete_email_rows(tx, id);  // all of them, before end_member_access withdraws some
    const auto ended = end_member_access(tx, id, identity::AccessEndReason::removal);
    identity::delete_failure_rows(tx, email);
    pictures::release_picture(tx, id);
    delete_searchable_member(tx, id);
    insert_erasure_row(
        tx, {.member_id = id, .removed_by = actor.member, .removed_at = removed_at, .erase_by = now + erasure_time});
    audit::record(tx, now, actor, "member.removed", id.text());
    audit::delete_person_details(tx, id);  // last: also of a member who removes himself or herself
    return {.access = ended, .emails = emails};
}

RemovalReceipt remove_member(const access::Context& context, erasure_ledger::Ledger& ledger, const MemberId& id,
                             const ExpectedVersion& expected) {
    Time removed_at;
    auto receipt = context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        const auto member = require_member(tx, caller, access::Action::remove_member, id);
        expected.require(member.version);

        removed_at = context.now();
        const auto ended = delete_membership(tx, caller, id, member.email, removed_at, removed_at);
        require_active_administrator(tx);
        return RemovalReceipt{
            .member = id,
            .sessions = ended.access.sessions,
            .api_tokens = ended.access.api_tokens,
            .assignments = static_cast<std::int64_t>(member.agents.size() + member.companies.size()),
            .emails = ended.emails,
            .erase_by = removed_at + erasure_time,
            .erased_from = context.database.erases_from(),
        };
    });
    ledger.try_append(ledger.entry_of_member(id, removed_at));
    return receipt;
}

}  // namespace rollcall::members
