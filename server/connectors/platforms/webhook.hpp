#pragma once

#include <optional>
#include <string>

#include "calls/intake/call_updates.hpp"

namespace rollcall::connectors {

/// What a webhook says, in our words. Each platform has a file that reads it.
struct Webhook {
    std::string kind;                                ///< the platform's name for it; "unknown" where it has none
    std::optional<std::string> external_call_id{};   ///< of the call it is about
    std::optional<calls::CallUpdate> call_update{};  ///< nothing for a kind that says nothing about calls
    bool brings_audio = false;                       ///< it is sent for the audio in it
};

}  // namespace rollcall::connectors
