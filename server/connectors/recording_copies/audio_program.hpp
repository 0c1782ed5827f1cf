#pragma once

/// What the server and the program that reads audio (audio_program/) agree on. Only constants: that program links no
/// library of ours.
namespace rollcall::connectors {

/// The parts of each channel's waveform.
inline constexpr int peaks_per_channel = 800;

/// With more channels than this, all are mixed into one.
inline constexpr int most_shown_channels = 2;
inline constexpr int most_channels = 16;

/// The exit codes of the program. It prints JSON when it could read the audio:
///
///     {"content_type": "audio/wav", "duration": 61240, "channels": 2, "peaks": [[0.012, ...], [...]]}
enum class AudioExit { done = 0, no_audio = 10, no_samples = 11 };

}  // namespace rollcall::connectors
