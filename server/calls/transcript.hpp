#pragma once

#include <string>
#include <string_view>

#include "calls/call.hpp"

namespace rollcall::calls {

/// As stored in the database: a JSON array of [role, text, start, end], times in milliseconds or null.
std::string to_text(const Transcript& transcript);
Transcript transcript_from_text(std::string_view text);

}  // namespace rollcall::calls
