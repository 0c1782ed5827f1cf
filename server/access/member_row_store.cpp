#include "access/member_row_store.hpp"

#include "core/email.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"

namespace rollcall::access {

namespace {

using database::StatementBuilder;

constexpr auto insert_statement = R"(
    INSERT INTO members (id, email, email_folded, name, name_folded, job_title, role, permissions, password_hash,
        created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (email_folded) DO NOTHING)";
constexpr auto update_suspension = "UPDATE members SET suspended_at = $1, version = version + 1 WHERE id = $2";
constexpr auto update_password =
    "UPDATE members SET password_hash = $1, must_change_password = $2, version = version + 1 WHERE id = $3";
constexpr auto replace_password =
    "UPDATE members SET password_hash = $1 WHERE id = $2 AND password_hash = $3 AND suspended_at IS NULL";
constexpr auto update_activity = "UPDATE members SET last_active_at = $1 WHERE id = $2";
constexpr auto update_picture = "UPDATE members SET picture = $1 WHERE id = $2";
constexpr auto delete_statement = "DELETE FROM members WHERE id = $1";

void update_summaries(database::Transaction& tx, const database::SqlFragment& columns,
                      const database::SqlFragment& members) {
    StatementBuilder("UPDATE members SET ")
        .add(columns)
        .where("id IN (" + members.sql + ")", members.values)
        .execute(tx);
}

}  // namespace

FoldedMember fold_member(const MemberRow& member) { return {fold(member.name), fold_email(member.email)}; }

bool insert_member_row(database::Transaction& tx, const MemberRow& member, const FoldedMember& folded,
                       std::string_view password_hash) {
    return tx.execute(insert_statement, member.id, member.email, folded.email, member.name, folded.name,
                      member.job_title, member.role, member.permissions.bits(), password_hash, member.created_at) == 1;
}

bool insert_member_row(database::Transaction& tx, const MemberRow& member, std::string_view password_hash) {
    return insert_member_row(tx, member, fold_member(member), password_hash);
}

bool is_administrator(database::Transaction& tx, const MemberId& id) {
    return tx
        .first(
            "SELECT 1 FROM members WHERE id = $1 AND role = 'administrator'", [](const database::Row&) { return true; },
            id)
        .value_or(false);
}

void update_member_row(database::Transaction& tx, const MemberRow& member) {
    StatementBuilder::update("members", {{"name", member.name},
                                         {"name_folded", fold(member.name)},
                                         {"job_title", member.job_title},
                                         {"role", member.role},
                                         {"permissions", member.permissions.bits()}})
        .add(", version = version + 1")
        .where("id = ?", {member.id})
        .execute_later(tx);
}

void update_member_suspension(database::Transaction& tx, const MemberId& id, std::optional<Time> suspended_at) {
    tx.execute_later(update_suspension, suspended_at, id);
}

void update_member_password(database::Transaction& tx, const MemberId& id, std::string_view password_hash,
                            bool must_change) {
    tx.execute_later(update_password, password_hash, must_change, id);
}

bool replace_member_password(database::Transaction& tx, const MemberId& id, std::string_view previous_hash,
                             std::string_view new_hash) {
    return tx.execute(replace_password, new_hash, id, previous_hash) == 1;
}

void update_member_activity(database::Transaction& tx, const MemberId& id, Time now) {
    tx.execute_later(update_activity, now, id);
}

void update_member_picture(database::Transaction& tx, const MemberId& id, const std::optional<std::string>& picture) {
    tx.execute_later(update_picture, picture, id);
}

void delete_member_row(database::Transaction& tx, const MemberId& id) { tx.execute_later(delete_statement, id); }

void raise_member_versions(database::Transaction& tx, const database::SqlFragment& members) {
    StatementBuilder("UPDATE members SET version = version + 1 WHERE id IN (").add(members).add(")").execute_later(tx);
}

AssignmentSummary update_assignment_summary(database::Transaction& tx, const MemberId& member) {
    static const auto returning = " RETURNING " + database::columns_of<AssignmentSummary>("members");
    return StatementBuilder("UPDATE members SET ")
        .add(assignment_summary_columns())
        .where("id = ?", {member})
        .add(returning)
        .first(tx, database::read_row<AssignmentSummary>)
        .value();
}

void update_assignment_summaries(database::Transaction& tx, const CompanyId& company) {
    update_summaries(tx, assignment_summary_columns(), members_assigned_directly(company));
}

void update_assignment_summaries_without(database::Transaction& tx, const AgentId& agent) {
    update_summaries(tx, assignment_summary_columns(agent.text()), members_assigned_directly(agent));
}

void update_assignment_summaries_without(database::Transaction& tx, const CompanyId& company) {
    update_summaries(tx, assignment_summary_columns({}, company.text()), members_assigned_directly(company));
}

std::string refold_member_names(database::Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM members WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE members SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::access
