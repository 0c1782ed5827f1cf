#include "members/removal/removal.hpp"

#include "audit/audit_store.hpp"
#include "identity/api_token_store.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/session_store.hpp"
#include "members/administration.hpp"
#include "members/removal/erasure.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/outbox_store.hpp"
#include "pictures/pictures.hpp"

namespace rollcall::members {

Receipt remove_member(database::Database& database, const Clock& clock, const access::Caller& caller,
                      const MemberId& id, const ExpectedVersion& expected) {
    return database.write([&](database::Transaction& tx) {
        const auto member = found_for(tx, caller, access::Action::remove_member, id);
        expected.require(member.version);

        const auto now = clock.now();
        const auto sessions = identity::delete_sessions(tx, id);
        pictures::release_picture(tx, id);
        const auto api_tokens = identity::delete_api_tokens(tx, id);
        const auto mail = outbox::delete_mail_to(tx, id);
        identity::forget_failures(tx, member.email);
        remove(tx, id);
        require_active_administrator(tx);
        insert_erasure(tx,
                       {.member = id, .removed_by = caller.member, .removed_at = now, .erase_by = now + erasure_time});
        audit::record(tx, now, caller.member, "member.removed", id.text());
        return Receipt{
            .member = id,
            .sessions = sessions,
            .api_tokens = api_tokens,
            .assignments = static_cast<std::int64_t>(member.agents.size() + member.companies.size()),
            .mail = mail,
            .erase_by = now + erasure_time,
            .erased_from = database.rewrite_erases_from(),
        };
    });
}

}  // namespace rollcall::members
