#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/call_position.hpp"

/// How positions of calls are kept as text: by the differences between neighbours, a few characters each. The text is
/// ASCII without zero bytes, which both databases keep in a column of text.
namespace rollcall::calls {

/// Appends the difference between two positions in a row. `next` is after `previous`.
void append_position(std::string& text, const CallPosition& previous, const CallPosition& next);

/// `first`, and those that were appended after it. Throws std::runtime_error for a text that append_position did not
/// make.
std::vector<CallPosition> read_positions(const CallPosition& first, std::string_view text);

}  // namespace rollcall::calls
