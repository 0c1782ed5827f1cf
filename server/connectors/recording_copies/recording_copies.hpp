#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

#include "connectors/recording_copies/audio_reader.hpp"
#include "connectors/recording_copies/recording_hosts.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::connectors {

/// What bringing recordings here takes.
struct RecordingWork {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    AudioReader reader;
    RecordingHosts hosts;
    std::filesystem::path folder;  ///< for files on their way
};

/// When a recording that could not be copied is tried again: after half a minute, 2, 5, 15 and 30 minutes, 1, 2, 4 and
/// 8 hours, and 8 hours more. Nothing after these ten.
std::optional<Time> next_copy(std::int64_t attempts_so_far, Time now);

enum class Brought { one, none };

/// Brings the recording that is due for longest, if any is: copies its audio to the storage, unless it is there, and
/// reads how long it is and what its waveform looks like. What goes wrong is noted on the recording and on its
/// connection. It is claimed first and brought outside of any transaction: after a crash it is brought anew.
Brought bring_due_recording(const RecordingWork& work, const std::stop_token& stop);

}  // namespace rollcall::connectors
