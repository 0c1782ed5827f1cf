#pragma once

#include <chrono>

namespace rollcall::campaigns {

/// After what time a number that is being called is looked at again.
inline constexpr std::chrono::minutes open_call_pause{1};

}  // namespace rollcall::campaigns
