#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace rollcall::pictures {

/// What an upload may weigh.
inline constexpr std::size_t largest_upload = 8UL * 1024 * 1024;

/// Makes of what somebody sends a picture as we show it: a square of 256 pixels, the middle of the original, turned as
/// the camera says, without its metadata, as JPEG. The bytes decide what it is; SVG and everything else but PNG, JPEG,
/// WebP and GIF is refused.
///
/// Each picture is read by a program of its own (`rollcall-picture`, beside the server's), with limits on time and
/// memory; few run at once, others wait.
class PictureReader {
public:
    /// `program` is looked for when the first picture comes.
    explicit PictureReader(std::filesystem::path program);
    ~PictureReader();

    /// Throws Error unsupported_media_type for what is no picture of these kinds, Error::invalid for one that is
    /// broken, has too many pixels or frames, or is empty, Error::overloaded when too many wait already,
    /// Error::unavailable when pictures cannot be read at all.
    std::string read(std::string_view bytes);

private:
    struct Turns;

    std::string convert(std::string_view bytes) const;

    const std::filesystem::path program_;
    const std::unique_ptr<Turns> turns_;
};

}  // namespace rollcall::pictures
