#pragma once

namespace rollcall::calls {

/// How many days the activity shows, today included.
inline constexpr int activity_days = 30;
/// How many of the busiest agents it names.
inline constexpr int busiest_agents = 10;

}  // namespace rollcall::calls
