#include "connectors/calling/campaign_number_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::connectors {

std::vector<CampaignNumber> list_campaign_numbers(database::Transaction& tx, const AgentId& agent) {
    static const auto statement = "SELECT DISTINCT " + database::columns_of<CampaignNumber>("p") +
                                  " FROM campaigns p JOIN agents a ON a.id = p.agent_id AND a.company_id = p.company_id"
                                  " WHERE p.agent_id = $1 AND p.connection_id IS NOT NULL"
                                  " AND p.from_number_id IS NOT NULL";
    return tx.all(statement, database::read_row<CampaignNumber>, agent);
}

}  // namespace rollcall::connectors
