#include "campaigns/campaign_store.hpp"

#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"
#include "database/folding_store.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

struct CampaignRow : Campaign {
    std::string name_folded;
};
BOOST_DESCRIBE_STRUCT(CampaignRow, (Campaign), (name_folded))

const auto select_campaign = "SELECT " + database::columns_of<Campaign>("c") + " FROM campaigns c WHERE c.id = $1";

constexpr auto select_with_audience_in_progress = R"(
    SELECT id FROM campaigns
    WHERE state IN ('scheduled', 'active', 'cancelled') AND audience_state = 'in_progress' ORDER BY id)";

}  // namespace

void insert_campaign_row(Transaction& tx, const Campaign& campaign) {
    static const auto statement = database::insert_statement<CampaignRow>("campaigns");
    const CampaignRow row{campaign, fold(campaign.name)};
    tx.execute_with(statement, database::column_values(row));
}

std::optional<Campaign> find_campaign_row(Transaction& tx, const CampaignId& id) {
    return tx.first(select_campaign, database::read_row<Campaign>, id);
}

void update_campaign_row(Transaction& tx, const Campaign& campaign) {
    static const auto statement = "UPDATE campaigns SET " + database::set_clause<CampaignRow>() +
                                  fmt::format(" WHERE id = ${}", database::column_names<CampaignRow>().size() + 1);
    CampaignRow row{campaign, fold(campaign.name)};
    ++row.version;
    auto values = database::column_values(row);
    values.emplace_back(campaign.id);
    tx.execute_with(statement, values);
}

void update_campaign_dialling(Transaction& tx, const CampaignId& id, std::optional<Time> look_at,
                              std::optional<Time> not_before) {
    tx.execute("UPDATE campaigns SET look_at = $2, not_before = $3 WHERE id = $1", id, look_at, not_before);
}

void update_campaign_audience(Transaction& tx, const CampaignId& id, AudienceState state,
                              const std::optional<std::string>& position) {
    tx.execute("UPDATE campaigns SET audience_state = $2, audience_position = $3 WHERE id = $1", id, state, position);
}

std::vector<CampaignId> list_campaigns_with_audience_in_progress(Transaction& tx) {
    return tx.all(select_with_audience_in_progress, [](const database::Row& row) { return row.id<CampaignId>(0); });
}

void delete_campaign_row(Transaction& tx, const CampaignId& id) {
    tx.execute("DELETE FROM campaigns WHERE id = $1", id);
}

std::string refold_campaign_names(Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM campaigns WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE campaigns SET name_folded = $1 WHERE id = $2", position);
}

void update_look_at_earlier(Transaction& tx, const CampaignId& id, Time now) {
    tx.execute_later("UPDATE campaigns SET look_at = $2 WHERE id = $1 AND state = 'active' AND look_at > $2", id, now);
}

void update_look_at(Transaction& tx, const CampaignId& id, Time time) {
    tx.execute("UPDATE campaigns SET look_at = $2 WHERE id = $1 AND state = 'active' AND audience_state = 'complete'",
               id, time);
}

void update_campaign_to_active(Transaction& tx, const CampaignId& id, Time now) {
    tx.execute(
        "UPDATE campaigns SET state = 'active', look_at = $2, updated_at = $2, version = version + 1"
        " WHERE id = $1 AND state = 'scheduled'",
        id, now);
}

void update_looks_after_clock_change(Transaction& tx, Time now) {
    tx.execute("UPDATE campaigns SET look_at = $1 WHERE state = 'active' AND look_at > $1", now);
}

}  // namespace rollcall::campaigns
