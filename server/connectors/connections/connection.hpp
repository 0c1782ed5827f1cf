#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/etag.hpp"
#include "core/id.hpp"

namespace rollcall::connectors {

enum class Platform { vapi, retell, elevenlabs };
BOOST_DESCRIBE_ENUM(Platform, vapi, retell, elevenlabs)

/// An account at a voice platform from which webhooks arrive.
struct Connection {
    ConnectionId id;
    Platform platform = Platform::vapi;
    std::string name;
    std::optional<std::string> secret_sealed;  ///< what webhooks are signed with; without it all are refused
    std::optional<std::string> key_sealed;     ///< the API key; without it no calls are placed
    std::optional<Time> key_set_at;
    std::optional<Time> last_event_at;      ///< at most a minute behind
    std::optional<std::string> last_error;  ///< in words for the administrator
    std::optional<Time> last_error_at;
    Time created_at;
    Version version = 1;
};
BOOST_DESCRIBE_STRUCT(Connection, (),
                      (id, platform, name, secret_sealed, key_sealed, key_set_at, last_event_at, last_error,
                       last_error_at, created_at, version))

}  // namespace rollcall::connectors
