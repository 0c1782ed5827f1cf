#include "members/member_store.hpp"

#include "core/email.hpp"
#include "core/text.hpp"
#include "members/list/search_store.hpp"

namespace rollcall::members {

namespace {

constexpr auto select_one = R"(
    SELECT m.id, m.email, m.name, m.job_title, m.role, m.permissions, m.created_at, m.last_active_at, m.version,
           m.suspended_at, i.member_id, i.token_hash, i.expires_at, i.mail_id, mail.state, mail.reason, m.picture
    FROM members m
    LEFT JOIN invitations i ON i.member_id = m.id
    LEFT JOIN mail ON mail.id = i.mail_id
    WHERE m.id = $1)";
constexpr auto select_agents = "SELECT agent_id FROM agent_assignments WHERE member_id = $1 ORDER BY agent_id";
constexpr auto select_companies = "SELECT company_id FROM company_assignments WHERE member_id = $1 ORDER BY company_id";

constexpr auto insert_member = R"(
    INSERT INTO members (id, email, email_folded, name, name_folded, job_title, role, permissions, password_hash,
                         created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (email_folded) DO NOTHING)";

constexpr auto update_member = R"(
    UPDATE members SET name = $2, name_folded = $3, job_title = $4, role = $5, permissions = $6, version = version + 1
    WHERE id = $1)";
constexpr auto update_suspension = "UPDATE members SET suspended_at = $1, version = version + 1 WHERE id = $2";
constexpr auto delete_member = "DELETE FROM members WHERE id = $1";
constexpr auto select_active_administrator =
    "SELECT 1 FROM members WHERE role = 'administrator' AND suspended_at IS NULL AND password_hash <> '' LIMIT 1";

constexpr auto delete_agent_assignment = "DELETE FROM agent_assignments WHERE member_id = $1 AND agent_id = $2";
constexpr auto delete_company_assignment = "DELETE FROM company_assignments WHERE member_id = $1 AND company_id = $2";
constexpr auto select_all_agents = "SELECT id FROM agents";
constexpr auto select_agents_of_company = "SELECT id FROM agents WHERE company_id = $1";

// The update that changes nothing counts as a row, which tells a known id from an unknown one.
constexpr auto insert_agent_assignment = R"(
    INSERT INTO agent_assignments (member_id, agent_id)
    SELECT $1, id FROM agents WHERE id = $2
    ON CONFLICT (member_id, agent_id) DO UPDATE SET agent_id = excluded.agent_id)";
constexpr auto insert_company_assignment = R"(
    INSERT INTO company_assignments (member_id, company_id)
    SELECT $1, id FROM companies WHERE id = $2
    ON CONFLICT (member_id, company_id) DO UPDATE SET company_id = excluded.company_id)";

std::optional<Invitation> read_invitation(const database::Row& row) {
    if (row.is_null(10)) return std::nullopt;
    Invitation invitation;
    if (!row.is_null(11)) invitation.expires_at = row.time(12);
    if (!row.is_null(13)) invitation.mail = row.id<MailId>(13);
    invitation.mail_state = row.optional_text(14).value_or("");
    invitation.mail_reason = row.optional_text(15);
    return invitation;
}

Assigned assigned(std::int64_t rows) { return rows == 1 ? Assigned::yes : Assigned::not_there; }

}  // namespace

const std::string_view summary_columns =
    "m.id, m.email, m.name, m.job_title, m.role, m.permissions, m.created_at, m.last_active_at, m.version, "
    "m.suspended_at, i.member_id, i.token_hash, i.expires_at, i.mail_id, mail.state, mail.reason, m.picture";
const std::string_view summary_tables = R"(
    members m
    LEFT JOIN invitations i ON i.member_id = m.id
    LEFT JOIN mail ON mail.id = i.mail_id)";

MemberSummary read_summary(const database::Row& row) {
    return {
        .id = row.id<MemberId>(0),
        .email = row.text(1),
        .name = row.text(2),
        .job_title = row.optional_text(3),
        .role = enum_value<access::Role>(row.text_view(4)),
        .permissions = access::Permissions::from_bits(row.integer(5)),
        .created_at = row.time(6),
        .last_active_at = row.integer(7) == 0 ? std::nullopt : std::optional(row.time(7)),
        .suspended = !row.is_null(9),
        .invitation = read_invitation(row),
        .picture = row.optional_text(16),
        .version = row.integer(8),
    };
}

std::optional<Member> find(database::Transaction& tx, const MemberId& id) {
    const auto summary = tx.first(select_one, read_summary, id);
    if (!summary) return std::nullopt;
    return Member{
        *summary,
        tx.all(
            select_agents, [](const database::Row& row) { return row.id<AgentId>(0); }, id),
        tx.all(
            select_companies, [](const database::Row& row) { return row.id<CompanyId>(0); }, id),
    };
}

Inserted insert(database::Transaction& tx, const MemberSummary& member, const std::string& password_hash) {
    const auto rows = tx.execute(insert_member, member.id, member.email, fold_email(member.email), member.name,
                                 fold(member.name), member.job_title, enum_name(member.role), member.permissions.bits(),
                                 password_hash, member.created_at);
    if (rows == 0) return Inserted::email_taken;
    put_into_search(tx, member.id, member.name, member.email);
    return Inserted::yes;
}

void update(database::Transaction& tx, const MemberSummary& member) {
    tx.execute(update_member, member.id, member.name, fold(member.name), member.job_title, enum_name(member.role),
               member.permissions.bits());
    put_into_search(tx, member.id, member.name, member.email);
}

void set_suspended(database::Transaction& tx, const MemberId& id, std::optional<Time> since) {
    tx.execute(update_suspension, since, id);
}

void remove(database::Transaction& tx, const MemberId& id) {
    take_out_of_search(tx, id);
    tx.execute(delete_member, id);
}

bool has_active_administrator(database::Transaction& tx) {
    return tx.first(select_active_administrator, [](const database::Row&) { return true; }).has_value();
}

Assigned assign(database::Transaction& tx, const MemberId& member, const AgentId& agent) {
    return assigned(tx.execute(insert_agent_assignment, member, agent));
}

Assigned assign(database::Transaction& tx, const MemberId& member, const CompanyId& company) {
    return assigned(tx.execute(insert_company_assignment, member, company));
}

void unassign(database::Transaction& tx, const MemberId& member, const AgentId& agent) {
    tx.execute(delete_agent_assignment, member, agent);
}

void unassign(database::Transaction& tx, const MemberId& member, const CompanyId& company) {
    tx.execute(delete_company_assignment, member, company);
}

std::vector<AgentId> all_agents(database::Transaction& tx) {
    return tx.all(select_all_agents, [](const database::Row& row) { return row.id<AgentId>(0); });
}

std::vector<AgentId> agents_of(database::Transaction& tx, const CompanyId& company) {
    return tx.all(
        select_agents_of_company, [](const database::Row& row) { return row.id<AgentId>(0); }, company);
}

}  // namespace rollcall::members
