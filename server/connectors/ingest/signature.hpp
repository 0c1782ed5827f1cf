#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/connections/connection.hpp"
#include "connectors/ingest/payload.hpp"

/// How each platform shows that a delivery is its own, over the bytes of the body as they came.
/// Sources: the platforms' documentation and SDKs.
namespace rollcall::connectors {

/// The first header of that lower-case name.
using Header = std::function<std::optional<std::string_view>(std::string_view name)>;

enum class Verdict {
    genuine,
    missing,  ///< no header that a signature could be in
    wrong,    ///< or one that cannot be read
    too_old,  ///< right, but of another time: a delivery that somebody sends again
};

/// Whether there is a signature that `judge` could look at.
bool has_signature(Platform platform, const Header& header);

/// Judges in a time that does not tell how far a wrong signature is right. The clock may differ from the platform's by
/// 5 minutes; at ElevenLabs by 30.
Verdict judge(Platform platform, std::string_view secret, const Header& header, const Payload& payload, Time now);

}  // namespace rollcall::connectors
