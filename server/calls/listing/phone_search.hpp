#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/listing/call_filter.hpp"

namespace rollcall::calls {

/// How platforms and programs may have written the number that somebody looks for: as it was typed, with the country
/// code in every usual form, and as within each of these countries. `text` is complete or has the first digits only.
std::vector<WrittenNumber> list_written_numbers(std::string_view text, std::span<const std::string> countries);

}  // namespace rollcall::calls
