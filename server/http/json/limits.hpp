#pragma once

#include <cstddef>

namespace rollcall::http {

/// Arrays and objects inside one another.
inline constexpr std::size_t max_json_depth = 32;

/// Values in one document, those in arrays and objects too.
inline constexpr std::size_t max_json_values = 100'000;

/// Problems that one invalid body is reported with.
inline constexpr std::size_t max_json_problems = 100;

}  // namespace rollcall::http
