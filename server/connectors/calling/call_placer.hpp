#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "connectors/connections/connection.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"

namespace rollcall::connectors {

/// Through what a call is placed: an account at a platform, or, for an agent without a platform, a webhook.
struct CallRoute {
    std::optional<ConnectionId> connection;
    Platform platform = Platform::vapi;  ///< of the connection
    std::string api_key;                 ///< of the connection; opened, never to be logged
    std::string webhook_url;             ///< without a connection
    std::string webhook_secret;          ///< likewise; opened, never to be logged
};

/// One call that is to be placed.
struct CallOrder {
    AttemptId attempt;              ///< travels with the call and comes back in the platform's webhooks
    std::string external_agent_id;  ///< what the platform calls the agent; of a webhook: our id of it
    std::string from_number_id;     ///< what the platform calls the number to call from
    std::string to_number;          ///< in E.164
    std::optional<std::string> contact_name;
    std::map<std::string, std::string> variables;  ///< handed to the agent
    Time claimed_at;
};

/// What became of an order to place a call.
struct PlacedCall {
    enum class Result {
        placed,          ///< the platform has taken it
        not_sent,        ///< certainly not placed: no connection was made, or it was too late to send it
        refused,         ///< certainly not placed: this call is not possible (4xx)
        invalid_number,  ///< certainly not placed: the number is not one that can be called
        too_many,        ///< certainly not placed: 429, or no more calls at once
        key_refused,     ///< certainly not placed: 401 or 403
        no_credit,       ///< certainly not placed: 402, or what the platform says instead
        daily_limit,     ///< certainly not placed: the number to call from has no more calls today
        setup_refused,   ///< certainly not placed: no call of the campaign is possible. The agent, the number to call
                         ///< from or the address is not known, or the address may not be asked
        unresolved,      ///< it may have been placed: a timeout, a connection that was lost, or 5xx. Never to be sent
                         ///< again
    };
    Result result = Result::unresolved;
    std::optional<std::string> external_call_id;      ///< where it was placed
    std::optional<std::chrono::seconds> retry_after;  ///< where the platform says it
    std::string detail;  ///< in the platform's words, without secrets; empty where it was placed
};

/// Whether an unresolved call was placed.
struct CallLookup {
    enum class Result {
        found,
        not_found,  ///< not yet, at least: it says nothing certain
        failed,     ///< the platform could not be asked
    };
    Result result = Result::failed;
    std::optional<std::string> external_call_id;
};

/// Places calls at the platforms, one at a time. For several threads at once. Throws nothing but std::bad_alloc: what
/// goes wrong is a result.
class CallPlacer {
public:
    virtual ~CallPlacer() = default;

    /// Sends one request, once: none of the platforms takes an idempotency key. Waits at most some 30 seconds.
    virtual PlacedCall place_call(const CallRoute& route, const CallOrder& order) = 0;

    /// Asks the platform for a call that carries the id of the attempt. `not_found` for a webhook.
    virtual CallLookup find_placed_call(const CallRoute& route, const CallOrder& order) = 0;
};

}  // namespace rollcall::connectors
