#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/id.hpp"

namespace rollcall::connectors {

/// The kind of a test event, which is no kind of any platform, so that no call is made of it.
inline constexpr std::string_view test_event_kind = "rollcall.test";

/// What became of a webhook.
enum class DeliveryState {
    call,           ///< it described a call, which has an agent
    unknown_agent,  ///< likewise, but the agent is not known yet
    other,          ///< stored, and says nothing about a call
    test,           ///< sent by an administrator from here
    erased,         ///< its call was erased
    repeated,       ///< it had arrived before, so nothing was changed
    refused,        ///< nothing of it was stored
};
BOOST_DESCRIBE_ENUM(DeliveryState, call, unknown_agent, other, test, erased, repeated, refused)

/// One webhook of a connection, as the administrator sees it.
struct Delivery {
    DeliveryId id;
    Time received_at;
    DeliveryState state = DeliveryState::other;
    std::optional<std::string> kind;     ///< the platform's name for it; nothing where it was not read
    std::optional<std::string> problem;  ///< why it was refused, in words
    std::optional<CallId> call_id;       ///< of state `call` only

    /// Whether it can be replayed.
    bool is_about_call() const { return state == DeliveryState::call || state == DeliveryState::unknown_agent; }
};

}  // namespace rollcall::connectors
