#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "connectors/recording_copies/audio_reader.hpp"
#include "connectors/recording_copies/host_places.hpp"
#include "connectors/web/exempt_hosts.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::connectors {

/// What copying a recording needs.
struct RecordingCopyContext {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    AudioReader reader;
    ExemptHosts hosts;
    std::filesystem::path temporary_folder;  ///< for files until they are in the storage
    std::shared_ptr<HostPlaces> places = std::make_shared<HostPlaces>();
};

/// Copies the recording that is due for longest to the storage, unless it is there, and reads its length and its
/// waveform. What goes wrong is stored with the recording and its connection. False where no recording is due whose
/// host has a place.
///
/// The recording is claimed first and copied outside of any transaction: after a crash it is copied again.
bool copy_due_recording(const RecordingCopyContext& context, const std::stop_token& stop);

}  // namespace rollcall::connectors
