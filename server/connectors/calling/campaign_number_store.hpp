#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// A number from which campaigns of an agent call, or have called, for the company that it belongs to now.
struct CampaignNumber {
    ConnectionId connection_id;
    std::string from_number_id;

    bool operator==(const CampaignNumber&) const = default;
};
BOOST_DESCRIBE_STRUCT(CampaignNumber, (), (connection_id, from_number_id))

std::vector<CampaignNumber> list_campaign_numbers(database::Transaction& tx, const AgentId& agent);

}  // namespace rollcall::connectors
