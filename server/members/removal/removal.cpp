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

RemovalReceipt remove_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected) {
    return context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        const auto member = require_member(tx, caller, access::Action::remove_member, id);
        expected.require(member.version);

        const auto now = context.now();
        const auto erase_by = now + erasure_time;
        const auto emails = outbox::delete_email_rows(tx, id);  // all of them, before end_member_access withdraws some
        const auto ended = end_member_access(tx, id, identity::AccessEndReason::removal);
        identity::delete_failure_rows(tx, member.email);
        pictures::release_picture(tx, id);
        delete_searchable_member(tx, id);
        require_active_administrator(tx);
        insert_erasure_row(tx, {.member_id = id, .removed_by = caller.member, .removed_at = now, .erase_by = erase_by});
        audit::record(tx, now, caller, "member.removed", id.text());
        audit::delete_person_details(tx, id);  // last: also of a member who removes himself or herself
        return RemovalReceipt{
            .member = id,
            .sessions = ended.sessions,
            .api_tokens = ended.api_tokens,
            .assignments = static_cast<std::int64_t>(member.agents.size() + member.companies.size()),
            .emails = emails,
            .erase_by = erase_by,
            .erased_from = context.database.rewrite_erases_from(),
        };
    });
}

}  // namespace rollcall::members
