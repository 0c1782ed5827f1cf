#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <semaphore>
#include <stop_token>
#include <string>

#include "calls/call.hpp"
#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// What the player needs to know of audio.
struct AudioFacts {
    std::string content_type;  ///< audio/wav, audio/mpeg, audio/flac or audio/ogg
    calls::Duration duration;
    std::string peaks;  ///< JSON, as `calls::StoredAudio` has it
};

/// What became of reading a file.
struct AudioReading {
    enum class Outcome {
        audio,
        no_audio,    ///< the program has read it, and says so
        unreadable,  ///< the program failed at it, which says nothing about the bytes
        stopped,     ///< a stop was requested
    };
    Outcome outcome;
    AudioFacts facts = {};  ///< of audio
};

/// Reads audio files. The bytes decide what they are, not a name or a content type. Each file is read by a process of
/// its own (`rollcall-audio`, beside the server's program), with limits on time and memory; few run at once.
class AudioReader {
public:
    explicit AudioReader(std::filesystem::path program);

    /// A file is no audio that is not of these types, is broken or empty. Throws Error::unavailable when audio cannot
    /// be read at the moment: the program does not run, or was interrupted.
    AudioReading read(const TemporaryFile& file, const std::stop_token& stop) const;

private:
    const std::filesystem::path program_;
    const std::shared_ptr<std::counting_semaphore<>> programs_;  ///< how many may still start
};

/// Parses the output of the program; nothing for invalid output: the program has read untrusted bytes.
std::optional<AudioFacts> parse_audio_output(const std::string& output);

}  // namespace rollcall::connectors
