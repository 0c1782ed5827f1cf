#pragma once

#include <optional>
#include <string>

#include "calls/call.hpp"
#include "database/database.hpp"

/// Reading recordings for somebody; who is allowed to is in recordings.hpp.
namespace rollcall::calls {

/// Audio that is in our storage.
struct HeardAudio {
    std::string blob;          ///< its name in the storage, another for other bytes
    std::string content_type;  ///< "audio/wav"
    Time call_started_at;
};

/// Nothing where the call has none, or not yet.
std::optional<HeardAudio> find_audio(database::Transaction& tx, const CallId& call);

struct StoredWaveform {
    Duration duration{};
    std::string peaks;  ///< JSON: an array for each channel, of numbers from 0 to 1
};

std::optional<StoredWaveform> find_waveform(database::Transaction& tx, const CallId& call);

}  // namespace rollcall::calls
