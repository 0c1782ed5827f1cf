#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "connectors/calling/platform_client.hpp"
#include "core/id.hpp"
#include "core/sealing.hpp"

/// The numbers from which calls can be placed. They are those of an account at a platform, so of each of its clients.
namespace rollcall::connectors {

struct PhoneNumber {
    ConnectionId connection_id;
    std::string id;                                ///< what the platform calls it
    std::string number;                            ///< in E.164
    std::string name;                              ///< empty where the platform has none
    std::optional<std::string> agent_external_id;  ///< whose number it is at the platform
};

/// All numbers of a connection, asked for now. Throws Error::not_found, Error no_key where there is no API key,
/// Error platform_failed, Error::overloaded where too many requests wait for platforms. Who may call: administrators.
std::vector<PhoneNumber> list_connection_numbers(const access::Context& context, const SealingKey& key,
                                                 const PlatformClient& client, const ConnectionId& id);

/// The numbers that the caller may choose for calls of an agent.
struct NumberChoice {
    std::vector<PhoneNumber> numbers;
    bool is_without_platform = false;   ///< the agent is known at no connection: its calls are asked for by a webhook
    std::vector<std::string> problems;  ///< of connections that could not be asked, in sentences
};

/// Asks each connection where the agent has an external id. Administrators may choose any of its numbers, members those
/// that the platform gives to this agent and those of earlier campaigns of it. Throws Error::not_found, Error
/// permission_missing, and Error::overloaded as above. Who may call: those with access_crm on the agent.
NumberChoice list_agent_numbers(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                                const AgentId& agent);

/// The number that the caller has chosen. Not to be called in a write: the platform is asked. Throws Error::invalid at
/// connection_id where the agent is not known there or the connection has no API key, at from_number_id for a number
/// that is not there or not for this caller, Error platform_failed where the platform cannot be asked, and what
/// list_agent_numbers throws.
PhoneNumber require_number_choice(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                                  const AgentId& agent, const ConnectionId& connection,
                                  const std::string& from_number_id);

}  // namespace rollcall::connectors
