#include "members/invitations/invitation_store.hpp"

namespace rollcall::members {

namespace {

constexpr auto upsert_invitation = R"(
    INSERT INTO invitations (member_id, token_hash, expires_at, invited_by, mail_id)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (member_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at,
        invited_by = excluded.invited_by, mail_id = excluded.mail_id)";
constexpr auto update_revoked = "UPDATE invitations SET token_hash = NULL, mail_id = NULL WHERE member_id = $1";
constexpr auto delete_one = "DELETE FROM invitations WHERE member_id = $1";

constexpr auto select_by_token = R"(
    SELECT m.id, m.name, m.email, i.expires_at, i.invited_by, inviter.name
    FROM invitations i
    JOIN members m ON m.id = i.member_id
    LEFT JOIN members inviter ON inviter.id = i.invited_by
    WHERE i.token_hash = $1 AND m.suspended_at IS NULL)";

constexpr auto select_details = R"(
    SELECT account.name, inviter.name, m.name, m.email, m.role, m.permissions, account.crm_enabled, i.expires_at,
           (SELECT COUNT(DISTINCT seen.agent_id) FROM member_agents seen WHERE seen.member_id = m.id)
    FROM invitations i
    JOIN members m ON m.id = i.member_id
    LEFT JOIN members inviter ON inviter.id = i.invited_by
    CROSS JOIN accounts account
    WHERE i.token_hash = $1 AND m.suspended_at IS NULL)";

LinkedInvitation read_linked(const database::Row& row) {
    return {
        .member = row.id<MemberId>(0),
        .name = row.text(1),
        .email = row.text(2),
        .expires_at = row.time(3),
        .invited_by = row.id<MemberId>(4),
        .inviter_name = row.optional_text(5),
    };
}

InvitationDetails read_details(const database::Row& row) {
    const auto role = enum_value<access::Role>(row.text_view(4));
    return {
        .account_name = row.text(0),
        .inviter_name = row.optional_text(1),
        .name = row.text(2),
        .email = row.text(3),
        .role = role,
        .permissions = access::effective(role, access::Permissions::from_bits(row.integer(5)), row.boolean(6)),
        .agents = row.integer(8),
        .expires_at = row.time(7),
    };
}

}  // namespace

void put_invitation(database::Transaction& tx, const NewInvitation& invitation) {
    tx.execute(upsert_invitation, invitation.member, invitation.token_hash, invitation.expires_at,
               invitation.invited_by, invitation.mail);
}

void revoke_invitation(database::Transaction& tx, const MemberId& member) { tx.execute(update_revoked, member); }

bool delete_invitation(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_one, member) == 1;
}

std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash) {
    return tx.first(select_by_token, read_linked, token_hash);
}

std::optional<InvitationDetails> find_invitation_details(database::Transaction& tx, std::string_view token_hash) {
    return tx.first(select_details, read_details, token_hash);
}

}  // namespace rollcall::members
