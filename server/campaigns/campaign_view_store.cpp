#include "campaigns/campaign_view_store.hpp"

#include "access/scope_store.hpp"
#include "contacts/contact_selection_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using access::Permission;
using database::StatementBuilder;
using database::Transaction;

const auto campaign_columns = database::columns_of<NamedCampaign>(
    "p", {{"company_name", "company.name"}, {"company_country", "company.country"}, {"agent_name", "agent.name"}});
constexpr auto from_campaigns =
    "campaigns p JOIN companies company ON company.id = p.company_id JOIN agents agent ON agent.id = p.agent_id";
const auto select_segments =
    "SELECT " +
    database::columns_of<CampaignSegment>("l", {{"id", "l.segment_id"}, {"name", "s.name"}, {"filter", "s.filter"}}) +
    " FROM campaign_segments l LEFT JOIN segments s ON s.id = l.segment_id"
    " WHERE l.campaign_id = $1 ORDER BY l.segment_id";
const auto select_agents =
    "SELECT " +
    database::columns_of<CallingAgent>("a", {{"connection_id", "e.connection_id"}, {"external_id", "e.external_id"}}) +
    " FROM agents a LEFT JOIN agent_external_ids e ON e.agent_id = a.id AND e.external_id <> ''";
constexpr auto delete_segments = "DELETE FROM campaign_segments WHERE campaign_id = $1";
constexpr auto insert_segment =
    "INSERT INTO campaign_segments (campaign_id, segment_id, is_excluded) VALUES ($1, $2, $3)";

}  // namespace

database::Page<NamedCampaign> list_campaigns(Transaction& tx, const access::Caller& caller,
                                             const CampaignChoice& choice, const database::PageRequest& request,
                                             Time now) {
    database::ListQuery query(campaign_columns, from_campaigns, "p.id");
    const auto agents = access::agents_with(caller, Permission::access_crm, now);
    const auto companies = access::companies_with(caller, Permission::access_crm, now);
    if (!agents.is_everything()) query.where(agents.includes("p.agent_id"));
    if (!companies.is_everything()) query.where(companies.includes("p.company_id"));
    if (choice.company) query.where("p.company_id = ?", {*choice.company});
    if (choice.agent) query.where("p.agent_id = ?", {*choice.agent});
    if (choice.state) query.where("p.state = ?", {*choice.state});
    return query.page(tx, request, database::read_row<NamedCampaign>);
}

std::optional<CampaignWithRights> find_campaign(Transaction& tx, const access::Caller& caller, const CampaignId& id,
                                                Time now) {
    StatementBuilder statement("SELECT " + campaign_columns + ", (");
    statement.add(access::agents_with(caller, {}, now).contains("p.agent_id")).add("), (");
    statement.add(access::companies_with(caller, {}, now).contains("p.company_id")).add(") FROM ").add(from_campaigns);
    return statement.where("p.id = ?", {id}).first(tx, [&](const database::Row& row) {
        const bool is_in_scope = row.boolean(row.column_count() - 2) && row.boolean(row.column_count() - 1);
        return CampaignWithRights{database::read_row<NamedCampaign>(row), access::rights_on(caller, is_in_scope)};
    });
}

std::vector<CampaignSegment> list_campaign_segments(Transaction& tx, const CampaignId& campaign) {
    return list_campaign_segments_later(tx, campaign).get();
}

database::LaterRows<std::vector<CampaignSegment>> list_campaign_segments_later(Transaction& tx,
                                                                               const CampaignId& campaign) {
    return tx.all_later(select_segments, database::read_row<CampaignSegment>, campaign);
}

void replace_campaign_segment_rows(Transaction& tx, const CampaignId& campaign,
                                   std::span<const CampaignSegment> segments) {
    tx.execute(delete_segments, campaign);
    for (const auto& segment : segments) tx.execute(insert_segment, campaign, segment.id, segment.is_excluded);
}

database::LaterRows<std::vector<CallingAgent>> list_calling_agents_later(Transaction& tx,
                                                                         std::span<const AgentId> agents) {
    return StatementBuilder(select_agents)
        .where(contacts::is_one_of_values("a.id", {agents.begin(), agents.end()}))
        .all_later(tx, database::read_row<CallingAgent>);
}

}  // namespace rollcall::campaigns
