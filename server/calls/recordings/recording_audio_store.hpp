#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "calls/call.hpp"
#include "database/database.hpp"

/// Reads recordings for listeners. Who may listen is decided in recordings.hpp.
namespace rollcall::calls {

/// Audio in our storage.
struct RecordingAudio {
    std::string blob;          ///< its name in the storage; other bytes have another name
    std::string content_type;  ///< "audio/wav"
    Time call_started_at;
};
BOOST_DESCRIBE_STRUCT(RecordingAudio, (), (blob, content_type, call_started_at))

/// Nothing where the call has no audio, or not yet.
std::optional<RecordingAudio> find_recording_audio(database::Transaction& tx, const CallId& call);

struct Waveform {
    Duration duration{};
    std::string peaks;  ///< JSON: an array for each channel, of numbers from 0 to 1
};
BOOST_DESCRIBE_STRUCT(Waveform, (), (duration, peaks))

std::optional<Waveform> find_waveform(database::Transaction& tx, const CallId& call);

}  // namespace rollcall::calls
