#pragma once

#include <functional>
#include <optional>
#include <string>

#include "connectors/calling/platform_client.hpp"
#include "connectors/connections/connection.hpp"
#include "connectors/platforms/webhook.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// Vapi's `campaign.predial`: before each call of a campaign that was started at Vapi it asks whether the person may be
/// called.
namespace rollcall::connectors {

/// Whether a number may be called now with an agent.
using MayBeDialled = std::function<bool(database::Transaction&, const AgentId&, const std::string& phone, Time now)>;

/// With which of the platform's agents the campaign calls. The question seldom names it, so the platform is asked, once
/// for each campaign, where the connection has an API key. Not to be called in a write.
std::optional<std::string> find_agent_of_question(const PlatformClient& client, const SealingKey& key,
                                                  const Connection& connection, const PredialQuestion& question);

/// The answer. False too where the agent is not known here. `external_agent_id` is what find_agent_of_question has
/// found; without it the connection's only agent is meant.
bool answer_predial_question(database::Transaction& tx, const MayBeDialled& may_be_dialled, const ConnectionId& id,
                             const std::optional<std::string>& external_agent_id, const std::string& phone, Time now);

}  // namespace rollcall::connectors
