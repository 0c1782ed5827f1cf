#include "members/invitations/acceptance.hpp"

#include "access/member_row_store.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_rules.hpp"
#include "identity/sign_ins/devices.hpp"
#include "identity/sign_ins/sign_in_log.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/invitations/invitations.hpp"

namespace rollcall::members {

namespace {

using database::Transaction;

LinkedInvitation get_invitation(Transaction& tx, std::string_view token) {
    auto invitation = find_invitation(tx, hash_token(token));
    if (!invitation) {
        throw Error(ErrorCode::not_found, "This link is no longer valid. Request a new one.");
    }
    return *std::move(invitation);
}

bool is_expired(const LinkedInvitation& invitation, Time now) { return invitation.expires_at <= now; }

LinkedInvitation require_open_invitation(Transaction& tx, std::string_view token, Time now) {
    auto invitation = get_invitation(tx, token);
    if (is_expired(invitation, now)) {
        throw Error(ErrorCode::invitation_expired, "This link has expired. Ask for a new one.");
    }
    return invitation;
}

}  // namespace

OpenedInvitation look_up_invitation(database::Database& database, const Clock& clock, std::string_view token) {
    return database.read([&](Transaction& tx) {
        const auto invitation = get_invitation(tx, token);
        const auto account = accounts::get_account(tx);
        return OpenedInvitation{
            .is_expired = is_expired(invitation, clock.now()),
            .account_name = account.name,
            .inviter_name = invitation.inviter_name,
            .name = invitation.name,
            .email = invitation.email,
            .minimum_password_length = account.minimum_password_length,
        };
    });
}

identity::NewSession accept_invitation(database::Database& database, const Clock& clock,
                                       identity::PasswordHasher& passwords, const AcceptInvitation& input,
                                       const identity::Client& client, const std::optional<access::Caller>& former) {
    database.read([&](Transaction& tx) {
        const auto invitation = require_open_invitation(tx, input.token, clock.now());
        identity::require_good_password(tx, invitation.name, invitation.email, input.password);
    });
    const auto password_hash = passwords.hash(input.password);
    const auto session_token = make_token();

    auto started = database.write([&](Transaction& tx) {
        const auto now = clock.now();
        const auto member = require_open_invitation(tx, input.token, now).member_id;
        end_invitation(tx, member);
        access::update_member_password(tx, member, password_hash, false);
        identity::end_former_session(tx, former, now);
        const auto session = identity::insert_session(tx, member, session_token, client, now);
        audit::record(tx, now, {member, audit::ActorKind::link, client.address}, "invitation.accepted", member.text());
        const auto caller = access::get_current_caller(tx, {.member = member, .session = session});
        identity::record_sign_in(tx, caller, client, true, now);
        return identity::NewSession{session_token, caller, identity::remember_device(tx, member, session, client, now)};
    });
    identity::log_sign_in(started.caller, client);
    return started;
}

void renew_invitation(database::Database& database, const Clock& clock, const SealingKey& key, std::string_view token,
                      const identity::Client& client) {
    const auto new_token = make_token();
    database.write([&](Transaction& tx) {
        const auto now = clock.now();
        const auto invitation = get_invitation(tx, token);
        if (!is_expired(invitation, now)) throw Error::conflict("This link still works: open it to choose a password.");

        const auto& member = invitation.member_id;
        send_further_invitation_link(tx, key, member, invitation.invited_by, new_token, now);
        audit::record(tx, now, {member, audit::ActorKind::link, client.address}, "invitation.renewed", member.text());
    });
}

}  // namespace rollcall::members
