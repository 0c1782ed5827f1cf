#pragma once

#include <cstddef>

namespace rollcall::http {

/// How many parts a request may have: each takes some 64 bytes of memory beside its text.
inline constexpr std::size_t max_header_fields = 100;
inline constexpr std::size_t max_query_parameters = 100;

/// What a chunked body may have beside its content: of the extensions of all chunks, and of the trailers.
inline constexpr std::size_t max_chunk_extension_bytes = 4 * 1024;
inline constexpr std::size_t max_trailer_bytes = 4 * 1024;

}  // namespace rollcall::http
