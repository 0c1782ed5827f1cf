#pragma once

#include <cstddef>
#include <cstdint>

namespace rollcall::agents {

/// How many versions of an agent are kept, the live one among them.
inline constexpr std::int64_t kept_versions = 200;

/// In code points.
inline constexpr std::size_t longest_agent_search = 200;

}  // namespace rollcall::agents
