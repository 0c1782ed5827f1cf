#pragma once

#include <cstddef>

/// How many parts a request may have: each takes some 64 bytes of memory beside its text.
namespace rollcall::http {

inline constexpr std::size_t max_header_fields = 100;
inline constexpr std::size_t max_query_parameters = 100;

}  // namespace rollcall::http
