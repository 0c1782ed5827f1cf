#pragma once

#include <chrono>

namespace rollcall::access {

/// A session expires when it has not been used for this long, ...
inline constexpr auto session_idle_limit = std::chrono::days(14);
/// ... or was started this long ago.
inline constexpr auto session_absolute_limit = std::chrono::days(90);

/// What asks for one's own password again does so when it was given in the session longer ago than this.
inline constexpr auto confirmation_lifetime = std::chrono::minutes(15);

}  // namespace rollcall::access
