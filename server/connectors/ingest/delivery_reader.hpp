#pragma once

#include <boost/json/value.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "connectors/ingest/payload.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// What a delivery may weigh without the audio in it.
inline constexpr std::size_t largest_report = 8UL * 1024 * 1024;

/// A delivery as it is read.
struct Delivery {
    boost::json::value message;          ///< without audio: null stands in its place
    std::optional<TemporaryFile> audio;  ///< what `data.full_audio` held, decoded
    bool is_audio_broken = false;        ///< it is no base64
};

/// Reads JSON (RFC 8259) piece by piece, and writes the base64 of `data.full_audio` decoded to a file in that folder,
/// so that memory stays as it is. More lenient than the API's own JSON where a call would be lost otherwise: U+0000,
/// which the databases cannot hold, is left out of texts, and a number beyond a double is null. A name that stands
/// twice in one object is refused, since its readers would not agree on what it says.
///
/// Throws Error::malformed, Error too_large, and Error::unavailable when the disk cannot be used.
Delivery read_delivery(const Payload& payload, const std::filesystem::path& folder);

}  // namespace rollcall::connectors
