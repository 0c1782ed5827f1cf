#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/etag.hpp"
#include "core/id.hpp"

namespace rollcall::connectors {

enum class Platform { vapi, retell, elevenlabs };
BOOST_DESCRIBE_ENUM(Platform, vapi, retell, elevenlabs)

/// As the database knows it.
std::string_view to_text(Platform platform);
/// Throws std::logic_error for a name of no platform.
Platform platform_from_text(std::string_view text);

/// As a person knows it.
std::string_view name_of(Platform platform);

/// What went wrong with a connection last, in words for the administrator.
struct ConnectionError {
    std::string message;
    Time happened_at;
};

/// An account at a voice platform, from which calls come.
struct Connection {
    ConnectionId id;
    Platform platform = Platform::vapi;
    std::string name;
    std::optional<std::string> secret_sealed;  ///< what deliveries are signed with; none is taken without it
    std::optional<Time> last_event_at;         ///< at most a minute behind
    std::optional<ConnectionError> last_error;
    Time created_at;
    Version version = 1;
};

}  // namespace rollcall::connectors
