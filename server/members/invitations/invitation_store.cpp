#include "members/invitations/invitation_store.hpp"

#include <fmt/format.h>

#include "access/permissions_column.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::members {

namespace {

constexpr auto replace_existing = R"(
    ON CONFLICT (member_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at,
        invited_by = excluded.invited_by, mail_id = excluded.mail_id)";
constexpr auto update_revoked = "UPDATE invitations SET token_hash = NULL, mail_id = NULL WHERE member_id = $1";
constexpr auto insert_earlier_link = R"(
    INSERT INTO earlier_invitation_links (token_hash, member_id, expires_at)
    SELECT token_hash, member_id, expires_at FROM invitations
    WHERE member_id = $1 AND expires_at > $2)";
constexpr auto delete_expired_links = "DELETE FROM earlier_invitation_links WHERE member_id = $1 AND expires_at <= $2";
constexpr auto delete_earlier_links = "DELETE FROM earlier_invitation_links WHERE member_id = $1";
constexpr auto select_requestable = R"(
    SELECT invited_by FROM invitations
    WHERE member_id = $1 AND token_hash IS NOT NULL
      AND (requested_at IS NULL OR requested_at <= $2 OR requested_at > $3))";
constexpr auto update_request = "UPDATE invitations SET requested_at = $1 WHERE member_id = $2";
constexpr auto delete_one = "DELETE FROM invitations WHERE member_id = $1";

/// `link` has the token and its expiry.
std::string select_linked(std::string_view link, std::string_view tables) {
    const auto expires_at = fmt::format("{}.expires_at", link);
    const auto columns = database::columns_of<LinkedInvitation>("i", {{"name", "m.name"},
                                                                      {"email", "m.email"},
                                                                      {"role", "m.role"},
                                                                      {"permissions", "m.permissions"},
                                                                      {"expires_at", expires_at},
                                                                      {"inviter_name", "inviter.name"}});
    return fmt::format(R"(
    SELECT {} FROM {}
    JOIN members m ON m.id = i.member_id
    LEFT JOIN members inviter ON inviter.id = i.invited_by
    WHERE {}.token_hash = $1 AND m.suspended_at IS NULL)",
                       columns, tables, link);
}

const auto select_by_newest_link = select_linked("i", "invitations i");
const auto select_by_earlier_link =
    select_linked("link", "earlier_invitation_links link JOIN invitations i ON i.member_id = link.member_id");

}  // namespace

void upsert_invitation_row(database::Transaction& tx, const InvitationRow& invitation) {
    database::StatementBuilder::insert_into("invitations", {{"member_id", invitation.member_id},
                                                            {"token_hash", invitation.token_hash},
                                                            {"expires_at", invitation.expires_at},
                                                            {"invited_by", invitation.invited_by},
                                                            {"mail_id", invitation.mail_id}})
        .add(replace_existing)
        .execute_later(tx);
}

void insert_earlier_link_row(database::Transaction& tx, const MemberId& member, Time now) {
    tx.execute_later(delete_expired_links, member, now);
    tx.execute_later(insert_earlier_link, member, now);
}

void delete_earlier_link_rows(database::Transaction& tx, const MemberId& member) {
    tx.execute_later(delete_earlier_links, member);
}

std::optional<MemberId> find_requestable_invitation(database::Transaction& tx, const MemberId& member, Time since,
                                                    Time now) {
    return tx.first(
        select_requestable, [](const database::Row& row) { return row.id<MemberId>(0); }, member, since, now);
}

void update_invitation_request(database::Transaction& tx, const MemberId& member, Time now) {
    tx.execute_later(update_request, now, member);
}

void update_invitation_revoked(database::Transaction& tx, const MemberId& member) {
    tx.execute_later(update_revoked, member);
}

void delete_invitation_row(database::Transaction& tx, const MemberId& member) { tx.execute_later(delete_one, member); }

std::optional<LinkedInvitation> find_invitation(database::Transaction& tx, std::string_view token_hash) {
    auto invitation = tx.first(select_by_newest_link, database::read_row<LinkedInvitation>, token_hash);
    if (!invitation) invitation = tx.first(select_by_earlier_link, database::read_row<LinkedInvitation>, token_hash);
    return invitation;
}

}  // namespace rollcall::members
