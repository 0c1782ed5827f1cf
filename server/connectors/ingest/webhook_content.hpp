#pragma once

#include <boost/json/value.hpp>
#include <filesystem>
#include <optional>

#include "connectors/ingest/webhook_body.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// A webhook's body as parsed.
struct WebhookContent {
    boost::json::value message;          ///< with null in place of audio
    std::optional<TemporaryFile> audio;  ///< of `data.full_audio`, decoded
    bool is_audio_broken = false;        ///< it is not base64
    /// What came instead of base64, to be repaired.
    std::optional<TemporaryFile> audio_text{};
    bool has_invalid_bytes = false;  ///< the body is not UTF-8
};

/// Parses JSON (RFC 8259) chunk by chunk, and writes the base64 of `data.full_audio` decoded to a file in that folder,
/// so that memory does not grow with it. More lenient than the API's own JSON where a call would be lost otherwise:
/// U+0000, which the databases cannot hold, is left out of texts, a surrogate without its other half and what is not
/// UTF-8 become U+FFFD, and a number beyond a double is null. A name that an object has twice is refused, since readers
/// would not agree on its value.
///
/// Throws Error::malformed, Error too_large, and Error::unavailable when the disk cannot be used.
WebhookContent parse_webhook_body(const WebhookBody& body, const std::filesystem::path& folder);

}  // namespace rollcall::connectors
