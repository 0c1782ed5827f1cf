#pragma once

#include <chrono>

namespace rollcall::access {

/// A session expires when it has not been used for this long, ...
inline constexpr auto session_idle_limit = std::chrono::days(14);
/// ... or was started this long ago.
inline constexpr auto session_absolute_limit = std::chrono::days(90);

}  // namespace rollcall::access
