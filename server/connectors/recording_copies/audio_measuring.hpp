#pragma once

/// What the server and the program that reads audio (audio_program/) tell one another. Only constants: that program
/// links nothing of ours.
namespace rollcall::connectors {

/// In how many parts the waveform of each channel is shown.
inline constexpr int peaks_per_channel = 800;

/// With more channels than are shown apart, all are mixed into one.
inline constexpr int most_shown_channels = 2;
inline constexpr int most_channels = 16;

/// How the program ends. It prints JSON where it could read the audio:
///
///     {"content_type": "audio/wav", "duration": 61240, "channels": 2, "peaks": [[0.012, ...], [...]]}
enum class Measured { yes = 0, no_audio = 10, nothing_in_it = 11 };

}  // namespace rollcall::connectors
