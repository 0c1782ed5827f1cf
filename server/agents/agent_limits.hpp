#pragma once

#include <cstdint>

namespace rollcall::agents {

/// How many versions of an agent are kept, the live one among them.
inline constexpr std::int64_t kept_versions = 200;

}  // namespace rollcall::agents
