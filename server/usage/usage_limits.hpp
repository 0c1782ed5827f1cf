#pragma once

namespace rollcall::usage {

/// Days that one request may cover: three years, and a little more.
inline constexpr int max_usage_days = 1'100;

}  // namespace rollcall::usage
