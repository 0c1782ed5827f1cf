#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// What a platform has sent, as it came but for audio.
struct CallEvent {
    ConnectionId connection;
    std::optional<std::string> call;  ///< as the platform knows it; nothing where it names none
    std::string kind;                 ///< as the platform calls it
    std::string payload_hash;         ///< of all of it, with audio
    std::string payload;
};

enum class Kept { yes, was_there };

/// Keeps an event, unless it has come before.
Kept keep(database::Transaction& tx, const CallEvent& event, Time now);

}  // namespace rollcall::connectors
