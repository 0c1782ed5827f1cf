#pragma once

#include <span>
#include <string_view>

namespace rollcall::identity {

/// The 1,000 most common passwords of at least 6 characters, in lower case, sorted.
std::span<const std::string_view> common_passwords();

}  // namespace rollcall::identity
