#pragma once

#include <map>
#include <optional>
#include <string>

#include "calls/call.hpp"
#include "calls/intake/call_updates.hpp"

namespace rollcall::connectors {

/// The question whether a contact of a campaign that was started at the platform may be called.
struct PredialQuestion {
    std::string phone;                                  ///< as the platform writes it; empty where it names none
    std::optional<std::string> external_agent_id{};     ///< where the platform names it
    std::optional<std::string> external_campaign_id{};  ///< by which it can be asked for
};

/// What a webhook says, in our words. Each platform has a file that reads it.
struct Webhook {
    std::string kind;                                  ///< the platform's name for it; "unknown" where it has none
    std::optional<std::string> external_call_id{};     ///< of the call it is about
    std::optional<calls::CallUpdate> call_update{};    ///< nothing for a kind that says nothing about calls
    bool brings_audio = false;                         ///< it is sent for the audio in it
    std::optional<std::string> attempt_id{};           ///< that a campaign has given to the call
    std::optional<calls::DialOutcome> dial_outcome{};  ///< of a call that has ended
    std::map<std::string, std::string> analysis{};     ///< fields of the platform's analysis, as text
    std::optional<PredialQuestion> question{};
};

}  // namespace rollcall::connectors
