#include "members/invitations/invitations.hpp"

#include <fmt/format.h>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "members/administration.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/new_member.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::members {

namespace {

using access::Action;

// Verifies as nothing; sign-in does the same work for it as for any other (identity/sessions.cpp).
constexpr auto no_password = "";

}  // namespace

Member invite_member(database::Database& database, const Clock& clock, const SealingKey& key,
                     const access::Caller& caller, const NewMember& input) {
    FieldCheck check;
    const auto member = checked_member(check, input, clock.now());
    check.finish();
    const auto token = make_token();

    return database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), Action::create_members);

        insert_with_assignments(tx, member, input, no_password);
        renew_link(tx, key, member.id, caller.member, token, HandOver::by_mail, clock.now());
        audit::record(tx, clock.now(), caller.member, "member.created", member.id.text());
        audit::record(tx, clock.now(), caller.member, "invitation.created", member.id.text());
        return find(tx, member.id).value();
    });
}

InvitationLink invite_again(database::Database& database, const Clock& clock, const SealingKey& key,
                            const access::Caller& caller, const MemberId& id, HandOver hand_over) {
    const auto token = make_token();

    return database.write([&](database::Transaction& tx) {
        const auto member = found_for(tx, caller, Action::invite_member, id);
        if (!member.invitation) throw Error::conflict("This member has a password already.");
        if (member.suspended) throw Error::conflict("This member is suspended. Restore the member first.");

        const auto expires_at = renew_link(tx, key, id, caller.member, token, hand_over, clock.now());
        const auto action = hand_over == HandOver::by_mail ? "invitation.resent" : "invitation.link_taken";
        audit::record(tx, clock.now(), caller.member, action, id.text());
        return InvitationLink{token, expires_at};
    });
}

void revoke_invitation(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const MemberId& id, const ExpectedVersion& expected) {
    database.write([&](database::Transaction& tx) {
        const auto member = found_for(tx, caller, Action::invite_member, id);
        expected.require(member.version);
        if (!member.invitation) throw Error::conflict("This member has a password already.");
        if (!member.invitation->expires_at) return;

        outbox::withdraw(tx, outbox::Kind::invitation, id);
        revoke_invitation(tx, id);
        audit::record(tx, clock.now(), caller.member, "invitation.revoked", id.text());
    });
}

std::string invitation_url(std::string_view address, std::string_view token) {
    return fmt::format("{}/invitation#token={}", address, token);
}

Time renew_link(database::Transaction& tx, const SealingKey& key, const MemberId& member, const MemberId& invited_by,
                std::string_view token, HandOver hand_over, Time now) {
    outbox::withdraw(tx, outbox::Kind::invitation, member);
    const auto mail = hand_over == HandOver::by_mail
                          ? std::optional(outbox::enqueue(tx, key, outbox::Kind::invitation, member, token, now))
                          : std::nullopt;
    const auto expires_at = now + std::chrono::days(accounts::get(tx).invitation_lifetime_days);
    put_invitation(tx, {.member = member,
                        .token_hash = hash_token(token),
                        .expires_at = expires_at,
                        .invited_by = invited_by,
                        .mail = mail});
    return expires_at;
}

}  // namespace rollcall::members
