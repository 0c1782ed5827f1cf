#include "members/invitations/invitation_store.hpp"

#include "access/permissions_column.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::members {

namespace {

constexpr auto replace_existing = R"(
    ON CONFLICT (member_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at,
        invited_by = excluded.invited_by, mail_id = excluded.mail_id)";
constexpr auto update_revoked = "UPDATE invitations SET token_hash = NULL, mail_id = NULL WHERE member_id = $1";
constexpr auto delete_one = "DELETE FROM invitations WHERE member_id = $1";

constexpr database::ColumnExpression linked_columns[] = {
    {"name", "m.name"},
    {"email", "m.email"},
    {"role", "m.role"},
    {"permissions", "m.permissions"},
    {"inviter_name", "inviter.name"},
};
constexpr auto from_invitations = R"(
    FROM invitations i
    JOIN members m ON m.id = i.member_id
    LEFT JOIN members inviter ON inviter.id = i.invited_by
    WHERE i.token_hash = $1 AND m.suspended_at IS NULL)";

}  // namespace

void upsert_invitation_row(database::Transaction& tx, const InvitationRow& invitation) {
    database::StatementBuilder::insert_into("invitations", {{"member_id", invitation.member_id},
                                                            {"token_hash", invitation.token_hash},
                                                            {"expires_at", invitation.expires_at},
                                                            {"invited_by", invitation.invited_by},
                                                            {"mail_id", invitation.mail_id}})
        .add(replace_existing)
        .execute(tx);
}

void update_invitation_revoked(database::Transaction& tx, const MemberId& member) {
    tx.execute(update_revoked, member);
}

void delete_invitation_row(database::Transaction& tx, const MemberId& member) { tx.execute(delete_one, member); }

std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash) {
    static const auto select_by_token =
        "SELECT " + database::columns_of<LinkedInvitation>("i", linked_columns) + from_invitations;
    return tx.first(select_by_token, database::read_row<LinkedInvitation>, token_hash);
}

}  // namespace rollcall::members
