#pragma once

/// What the server and the program that reads pictures (picture_program/) tell one another. Only constants: that
/// program links nothing of ours.
namespace rollcall::pictures {

/// Pictures are squares of this side, as JPEG.
inline constexpr int side = 256;

/// What may be read at all: more pixels, as the file's header says, are refused before any is decoded.
inline constexpr long most_pixels = 40'000'000;
inline constexpr int longest_side = 20'000;
/// One side against the other: the middle of a line shows nothing, and would have to be made large first.
inline constexpr int most_times_as_long = 20;
/// Of an animation the first frame is taken; one with more frames than this is none that somebody wants to be seen by.
inline constexpr int most_frames = 500;

/// How the program ends. The sentences are in picture_reader.cpp.
enum class Outcome { converted = 0, unreadable = 10, too_many_pixels = 11, too_many_frames = 12, too_narrow = 13 };

}  // namespace rollcall::pictures
