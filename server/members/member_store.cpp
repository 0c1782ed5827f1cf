#include "members/member_store.hpp"

#include <fmt/format.h>

#include "access/assignment_store.hpp"
#include "access/permissions_column.hpp"
#include "database/described_row.hpp"
#include "members/list/search_store.hpp"

namespace rollcall::members {

namespace {

constexpr database::ColumnExpression summary_expressions[] = {
    {"last_active_at", "NULLIF(m.last_active_at, 0)"},
    {"is_suspended", "m.suspended_at IS NOT NULL"},
    {"is_pending", "i.member_id IS NOT NULL"},
    {"expires_at", "CASE WHEN i.token_hash IS NOT NULL THEN i.expires_at END"},
    {"mail_id", "i.mail_id"},
    {"mail_state", "mail.state"},
    {"mail_reason", "mail.reason"},
};

constexpr auto select_active_administrator =
    "SELECT 1 FROM members WHERE role = 'administrator' AND suspended_at IS NULL AND password_hash <> '' LIMIT 1";
constexpr auto select_ids_after = "SELECT id FROM members WHERE id > $1 ORDER BY id LIMIT $2";
constexpr auto select_agents = "SELECT id FROM agents";
constexpr auto select_agents_of_company = "SELECT id FROM agents WHERE company_id = $1";

SearchedMember searched_member(const access::MemberRow& member) {
    return {member.id, member.name, member.email, member.job_title};
}

AgentId read_agent_id(const database::Row& row) { return row.id<AgentId>(0); }

}  // namespace

const std::string& summary_columns() {
    static const auto columns = database::columns_of<MemberSummary>("m", summary_expressions);
    return columns;
}

const std::string_view summary_tables = R"(
    members m
    LEFT JOIN invitations i ON i.member_id = m.id
    LEFT JOIN mail ON mail.id = i.mail_id)";

MemberSummary read_member_summary(const database::Row& row) { return database::read_row<MemberSummary>(row); }

MemberStatus member_status(const MemberSummary& member, Time now) {
    if (member.is_suspended) return MemberStatus::suspended;
    if (!member.invitation.is_pending) return MemberStatus::active;
    const auto& expires_at = member.invitation.expires_at;
    return expires_at && *expires_at > now ? MemberStatus::invited : MemberStatus::invitation_expired;
}

std::optional<MemberSummary> find_member_summary(database::Transaction& tx, const MemberId& id) {
    static const auto statement = fmt::format("SELECT {} FROM {} WHERE m.id = $1", summary_columns(), summary_tables);
    return tx.first(statement, read_member_summary, id);
}

std::optional<Member> find_member(database::Transaction& tx, const MemberId& id) {
    auto summary = find_member_summary(tx, id);
    if (!summary) return std::nullopt;
    return Member{*std::move(summary), access::list_assigned_agents(tx, id), access::list_assigned_companies(tx, id)};
}

PreparedMember prepare_member(access::MemberRow member) {
    auto folded = access::fold_member(member);
    auto texts = make_search_texts(searched_member(member));
    return {std::move(member), std::move(folded), std::move(texts)};
}

bool insert_searchable_member(database::Transaction& tx, const PreparedMember& member, std::string_view password_hash) {
    auto search_progress = get_search_progress_later(tx);  // in the round trip of the next statement
    if (!access::insert_member_row(tx, member.row, member.folded, password_hash)) return false;
    insert_search_rows(tx, member.row.id, member.search_texts, search_progress.get_only());
    return true;
}

bool insert_searchable_member(database::Transaction& tx, const access::MemberRow& member,
                              std::string_view password_hash) {
    return insert_searchable_member(tx, prepare_member(member), password_hash);
}

void update_searchable_member(database::Transaction& tx, const access::MemberRow& member) {
    access::update_member_row(tx, member);
    update_search_rows(tx, searched_member(member));
}

void delete_searchable_member(database::Transaction& tx, const MemberId& id) {
    delete_search_rows(tx, id);
    access::delete_member_row(tx, id);
}

std::vector<MemberId> list_member_ids_after(database::Transaction& tx, const MemberId& id, std::int64_t limit) {
    return tx.all(
        select_ids_after, [](const database::Row& row) { return MemberId(row.text(0)); }, id, limit);
}

bool has_active_administrator(database::Transaction& tx) {
    return tx.first(select_active_administrator, [](const database::Row&) { return true; }).has_value();
}

std::vector<AgentId> list_agent_ids(database::Transaction& tx) { return tx.all(select_agents, read_agent_id); }

std::vector<AgentId> list_agent_ids(database::Transaction& tx, const CompanyId& company) {
    return tx.all(select_agents_of_company, read_agent_id, company);
}

}  // namespace rollcall::members
