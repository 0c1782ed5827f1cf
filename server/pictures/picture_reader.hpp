#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/id.hpp"

namespace rollcall::pictures {

/// Converts an uploaded picture: to a square of 256 pixels, the middle of the original, turned as the camera says,
/// without its metadata, as JPEG. The bytes decide the format; SVG and everything else but PNG, JPEG, WebP and GIF is
/// refused.
///
/// Each picture is read by a separate program (`rollcall-picture`, beside the server's), with limits on time and
/// memory, and at low priority. Few run at once, one of each member; others wait (picture_limits.hpp).
class PictureReader {
public:
    /// `program` is started for each picture; it need not exist before.
    explicit PictureReader(std::filesystem::path program);
    ~PictureReader();

    /// Throws Error unsupported_media_type for another format, Error::invalid for a picture that is
    /// damaged, has too many pixels or frames, or is empty, Error::overloaded when too many wait already
    /// or when another picture of this member waits or is read, Error::unavailable when pictures cannot be read at all.
    std::string read(const MemberId& member, std::string_view bytes);

private:
    struct Slots;

    std::string convert(std::string_view bytes) const;

    const std::filesystem::path program_;
    const std::unique_ptr<Slots> slots_;
};

}  // namespace rollcall::pictures
