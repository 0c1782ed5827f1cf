#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "calls/intake/call_reports.hpp"
#include "connectors/connections/connection.hpp"

/// What a message of a platform says of a call, in our words. One file per platform.
namespace rollcall::connectors {

/// What a message says about its call.
struct CallMessage {
    std::optional<std::string> agent;  ///< as the platform knows it
    std::optional<std::string> agent_name;
    calls::CallReport report;
    std::optional<std::string> recording_url;  ///< where its audio can be had for a time
    bool brings_audio = false;                 ///< it is there for the audio that it has in it
};

struct PlatformEvent {
    std::string kind;                    ///< as the platform calls it; "unknown" where it does not say
    std::optional<std::string> call;     ///< the platform's id of the call it is about
    std::optional<CallMessage> message;  ///< nothing for a kind that tells us nothing
};

PlatformEvent understand_vapi(const boost::json::value& message);
PlatformEvent understand_retell(const boost::json::value& message);
PlatformEvent understand_elevenlabs(const boost::json::value& message);

PlatformEvent understand(Platform platform, const boost::json::value& message);

}  // namespace rollcall::connectors
