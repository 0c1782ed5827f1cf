#include "members/invitations/invitations.hpp"

#include <fmt/format.h>

#include "access/confirmation.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/member_limits.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::members {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

// Matches no password; sign-in does the same work for it as for any other (identity/sessions.cpp).
constexpr auto no_password = "";

/// Throws what the decision says where the caller may not invite such a member in that way.
void require_may_invite(const access::Caller& caller, const NewMember& input, HandOver hand_over, Time now) {
    require_may_create(caller, input, now);
    if (hand_over == HandOver::by_hand) access::require(caller, Action::create_invitation_link);
}

}  // namespace

InvitedMember invite_member(const access::Context& context, const SealingKey& key, const NewMember& input,
                            HandOver hand_over) {
    FieldCheck check;
    auto row = new_member(input, check, context.now());
    check.finish();
    const auto member = prepare_member(std::move(row));
    const auto id = member.row.id;
    const auto creation = creation_record(member.row, input);
    const audit::Record invitation{.action = "invitation.created", .subject = id.text()};
    const audit::Record link_taken{.action = "invitation.link_taken", .subject = id.text()};
    const auto token = make_token();
    const auto token_hash = hash_token(token);
    const auto sealed_token = key.seal(token);

    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        require_may_invite(caller, input, hand_over, now);

        auto account = accounts::get_account_later(tx);  // in the round trip of the next statement
        auto created = insert_new_member(tx, member, input, no_password);
        auto& state = created.invitation;
        state.is_pending = true;
        if (hand_over == HandOver::by_email) {
            state.mail_id = outbox::queue_sealed_email(tx, outbox::EmailKind::invitation, id, sealed_token, now);
            state.mail_state = outbox::EmailState::queued;
        }
        const auto expires_at = now + std::chrono::days(account.get_only().invitation_lifetime_days);
        state.expires_at = expires_at;
        upsert_invitation_row(tx, {.member_id = id,
                                   .token_hash = token_hash,
                                   .expires_at = expires_at,
                                   .invited_by = caller.member,
                                   .mail_id = state.mail_id});
        if (hand_over == HandOver::by_email) {
            audit::record_all(tx, now, caller, {creation, invitation});
        } else {
            audit::record_all(tx, now, caller, {creation, invitation, link_taken});
        }
        return InvitedMember{std::move(created), {token, expires_at}};
    });
}

InvitationLink invite_member_again(const access::Context& context, const SealingKey& key, const MemberId& id,
                                   HandOver hand_over) {
    const auto token = make_token();

    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto member = require_member(
            tx, caller, hand_over == HandOver::by_hand ? Action::create_invitation_link : Action::invite_member, id);
        if (!member.invitation.is_pending) throw Error::conflict("This member already has a password.");
        if (member.is_suspended) throw Error::conflict("This member is suspended. Restore the member first.");

        const auto now = context.now();
        if (member.role == access::Role::administrator) access::require_confirmation(caller, now);
        const auto expires_at = issue_invitation_link(tx, key, id, caller.member, token, hand_over, now);
        const auto action = hand_over == HandOver::by_email ? "invitation.resent" : "invitation.link_taken";
        audit::record(tx, now, caller, action, id.text());
        return InvitationLink{token, expires_at};
    });
}

void revoke_invitation(const access::Context& context, const MemberId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto member = require_member(tx, caller, Action::invite_member, id);
        expected.require(member.version);
        if (!member.invitation.is_pending) throw Error::conflict("This member already has a password.");
        if (!member.invitation.expires_at) return;

        end_invitation_link(tx, id);
        audit::record(tx, context.now(), caller, "invitation.revoked", id.text());
    });
}

std::string invitation_url(std::string_view address, std::string_view token) {
    return fmt::format("{}/invitation#token={}", address, token);
}

namespace {

Time store_link(Transaction& tx, const SealingKey& key, const MemberId& member, const MemberId& invited_by,
                std::string_view token, HandOver hand_over, Time now) {
    constexpr auto kind = outbox::EmailKind::invitation;
    outbox::withdraw_emails(tx, kind, member);
    const auto mail_id = hand_over == HandOver::by_email
                             ? std::optional(outbox::queue_email(tx, key, kind, member, token, now))
                             : std::nullopt;
    const auto expires_at = now + std::chrono::days(accounts::get_account(tx).invitation_lifetime_days);
    upsert_invitation_row(tx, {.member_id = member,
                               .token_hash = hash_token(token),
                               .expires_at = expires_at,
                               .invited_by = invited_by,
                               .mail_id = mail_id});
    return expires_at;
}

}  // namespace

Time issue_invitation_link(Transaction& tx, const SealingKey& key, const MemberId& member, const MemberId& invited_by,
                           std::string_view token, HandOver hand_over, Time now) {
    delete_earlier_link_rows(tx, member);
    return store_link(tx, key, member, invited_by, token, hand_over, now);
}

void send_further_invitation_link(Transaction& tx, const SealingKey& key, const MemberId& member,
                                  const MemberId& invited_by, std::string_view token, Time now) {
    insert_earlier_link_row(tx, member, now);
    store_link(tx, key, member, invited_by, token, HandOver::by_email, now);
}

bool resend_requested_invitation(Transaction& tx, const SealingKey& key, const MemberId& member, std::string_view token,
                                 Time now) {
    const auto invited_by = find_requestable_invitation(tx, member, now - requested_invitation_pause, now);
    if (!invited_by) return false;
    send_further_invitation_link(tx, key, member, *invited_by, token, now);
    update_invitation_request(tx, member, now);
    audit::record(tx, now, audit::Actor(MemberId(), audit::ActorKind::stranger), "invitation.resent", member.text());
    return true;
}

void end_invitation_link(Transaction& tx, const MemberId& member) {
    outbox::withdraw_emails(tx, outbox::EmailKind::invitation, member);
    delete_earlier_link_rows(tx, member);
    update_invitation_revoked(tx, member);
}

void end_invitation(Transaction& tx, const MemberId& member) {
    delete_invitation_row(tx, member);
    outbox::withdraw_emails(tx, outbox::EmailKind::invitation, member);
}

}  // namespace rollcall::members
