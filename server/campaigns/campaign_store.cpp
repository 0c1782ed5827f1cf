#include "campaigns/campaign_store.hpp"

#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

struct CampaignRow : Campaign {
    std::string name_folded;
};
BOOST_DESCRIBE_STRUCT(CampaignRow, (Campaign), (name_folded))

const auto select_campaign = "SELECT " + database::columns_of<Campaign>("c") + " FROM campaigns c WHERE c.id = $1";

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

}  // namespace rollcall::campaigns
