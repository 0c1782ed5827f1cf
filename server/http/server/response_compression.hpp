#pragma once

#include <cstddef>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

/// Bytes. Smaller bodies fit into a few packets, so that nobody would notice.
inline constexpr std::size_t smallest_compressed_body = 4096;

/// Compresses JSON and CSV, also while it is streamed, for a client that accepts gzip. Everything else stays as it is:
/// small bodies, other statuses than 200, other types, and a response with an ETag, which names these bytes and is what
/// If-Match asks for. So does a stream while `max_compressed_streams` others are compressed.
///
/// Not for a response that has a secret beside something that a stranger has chosen: its length would tell about the
/// secret (BREACH).
void compress_when_large(const Request& request, Response& response);

}  // namespace rollcall::http
