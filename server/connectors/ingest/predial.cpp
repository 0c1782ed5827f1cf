#include "connectors/ingest/predial.hpp"

#include <boost/json/parse.hpp>
#include <map>
#include <mutex>

#include "calls/intake/external_id_store.hpp"
#include "connectors/platforms/field.hpp"
#include "core/encoding/url_encoding.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t most_remembered_campaigns = 1'000;

/// The agents of the platform's campaigns: a campaign keeps its agent.
class CampaignAgents {
public:
    std::optional<std::string> find(const std::string& campaign) {
        const std::lock_guard lock(mutex_);
        const auto found = agents_.find(campaign);
        return found == agents_.end() ? std::nullopt : std::optional(found->second);
    }

    void remember(const std::string& campaign, const std::string& agent) {
        const std::lock_guard lock(mutex_);
        if (agents_.size() >= most_remembered_campaigns) agents_.clear();
        agents_[campaign] = agent;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::string> agents_;
};

std::optional<std::string> ask_for_agent(const PlatformClient& client, const std::string& api_key,
                                         const std::string& campaign) {
    const auto result = client.get(Platform::vapi, api_key, "/v2/campaign/" + url_encode(campaign));
    boost::system::error_code problem;
    const auto body = boost::json::parse(result.is_success() ? result.body : "", problem);
    if (problem) return std::nullopt;
    return either(Field(body)["assistantId"].id(), Field(body)["squadId"].id());
}

}  // namespace

std::optional<std::string> find_agent_of_question(const PlatformClient& client, const SealingKey& key,
                                                  const Connection& connection, const PredialQuestion& question) {
    static CampaignAgents campaign_agents;
    if (question.external_agent_id) return question.external_agent_id;
    const auto api_key = connection.key_sealed ? key.open(*connection.key_sealed) : std::nullopt;
    if (!question.external_campaign_id || !api_key) return std::nullopt;
    const auto name = connection.id.text() + "/" + *question.external_campaign_id;
    if (auto known = campaign_agents.find(name)) return known;
    const auto place = client.take_place();
    auto agent = ask_for_agent(client, *api_key, *question.external_campaign_id);
    if (agent) campaign_agents.remember(name, *agent);
    return agent;
}

bool answer_predial_question(database::Transaction& tx, const MayBeDialled& may_be_dialled, const ConnectionId& id,
                             const std::optional<std::string>& external_agent_id, const std::string& phone, Time now) {
    if (!may_be_dialled || phone.empty()) return false;
    const auto agent = external_agent_id ? calls::find_agent_by_external_id(tx, {id, *external_agent_id})
                                         : calls::find_only_agent_of_connection(tx, id);
    return agent && may_be_dialled(tx, *agent, phone, now);
}

}  // namespace rollcall::connectors
