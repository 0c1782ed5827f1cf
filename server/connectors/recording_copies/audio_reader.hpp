#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "calls/call.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// What is to be known of audio before it is played.
struct AudioFacts {
    std::string content_type;  ///< audio/wav, audio/mpeg, audio/flac or audio/ogg
    calls::Duration duration;
    std::string peaks;  ///< JSON, as `calls::StoredAudio` has it
};

/// Finds out what audio is. The bytes decide, not what anybody says about them. Each is read by a program of its own
/// (`rollcall-audio`, beside the server's), with limits on time and memory.
class AudioReader {
public:
    explicit AudioReader(std::filesystem::path program) : program_(std::move(program)) {}

    /// Nothing for what is no audio of these kinds, is broken, or has nothing in it, and when stopped. Throws
    /// Error::unavailable when audio cannot be read at all.
    std::optional<AudioFacts> measure(const TemporaryFile& file, const std::stop_token& stop) const;

private:
    const std::filesystem::path program_;
};

/// What the program's words say; nothing for what it would not say: it has read what a stranger sent.
std::optional<AudioFacts> audio_facts_in(const std::string& output);

}  // namespace rollcall::connectors
