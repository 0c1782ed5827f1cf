#include "members/administrator_password.hpp"

#include <fmt/format.h>

#include "access/member_row_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "identity/credential_store.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "members/invitations/invitations.hpp"

namespace rollcall::members {

namespace {

identity::Credentials require_administrator(database::Transaction& tx, std::string_view email) {
    auto credentials = identity::find_credentials_by_email(tx, email);
    if (!credentials) throw Error::conflict(fmt::format("No member has the email {}.", email));
    if (!access::is_administrator(tx, credentials->id)) {
        throw Error::conflict(
            fmt::format("{} is no administrator. An administrator can set the password, under Account > Members.",
                        credentials->email));
    }
    if (credentials->is_suspended()) {
        throw Error::conflict(
            fmt::format("{} is suspended. Another administrator can restore the access, under Account > Members.",
                        credentials->email));
    }
    return *std::move(credentials);
}

}  // namespace

void reset_administrator_password(database::Database& database, const Clock& clock, const SealingKey& key,
                                  std::string_view email, std::string_view password_hash) {
    database.write([&](database::Transaction& tx) {
        const auto now = clock.now();
        const auto credentials = require_administrator(tx, email);
        access::update_member_password(tx, credentials.id, password_hash, true);
        end_member_access(tx, credentials.id, identity::AccessEndReason::password_set);
        end_invitation(tx, credentials.id);
        identity::delete_failure_rows(tx, credentials.email);
        audit::record(tx, now, audit::Actor(MemberId(), audit::ActorKind::command_line), "password.set",
                      credentials.id.text());
        // An invited member had no password that could have been changed.
        if (credentials.has_password()) {
            identity::queue_security_email(tx, key, credentials.id, {.kind = outbox::EmailKind::password_changed}, now);
        }
    });
}

}  // namespace rollcall::members
