#pragma once

#include <chrono>

namespace rollcall::campaigns {

/// How long after its claim a call may be placed. So long before the hours end, none is claimed any more.
inline constexpr std::chrono::minutes longest_claim{1};

/// After what time a number that is being called is looked at again.
inline constexpr std::chrono::minutes open_call_pause{1};

}  // namespace rollcall::campaigns
