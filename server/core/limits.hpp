#pragma once

#include <cstddef>

namespace rollcall {

/// Characters (code points) in a name or another text of one line.
inline constexpr std::size_t max_line_characters = 200;

}  // namespace rollcall
