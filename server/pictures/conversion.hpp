#pragma once

/// What the server and the program that reads pictures (picture_program/) share. Only constants: that program links
/// no library of ours.
namespace rollcall::pictures {

/// Pictures are squares with sides of this many pixels, as JPEG.
inline constexpr int side = 256;

/// Larger pictures, as the file's header says, are refused before anything is decoded.
inline constexpr long max_pixels = 40'000'000;
inline constexpr int longest_side = 20'000;
/// The longer side divided by the shorter: the middle of a line shows nothing, and would have to be enlarged first.
inline constexpr int max_side_ratio = 20;
/// Of an animation only the first frame is used; one with more frames than this is refused.
inline constexpr int max_frames = 500;

/// The exit status of the program. The messages are in picture_reader.cpp.
enum class ConversionOutcome {
    converted = 0,
    unreadable = 10,
    too_many_pixels = 11,
    too_many_frames = 12,
    too_narrow = 13
};

}  // namespace rollcall::pictures
