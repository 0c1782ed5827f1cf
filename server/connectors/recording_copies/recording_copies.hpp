#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "connectors/recording_copies/audio_reader.hpp"
#include "connectors/recording_copies/host_places.hpp"
#include "connectors/web/exempt_hosts.hpp"
#include "core/clock.hpp"
#include "core/result_counters.hpp"
#include "database/database.hpp"
#include "jobs/leases.hpp"
#include "storage/blobs.hpp"

namespace rollcall::connectors {

enum class RecordingCopyResult {
    stored,
    retried,  ///< it will be tried again
    failed,   ///< given up
};
BOOST_DESCRIBE_ENUM(RecordingCopyResult, stored, retried, failed)

class RecordingCopyCounters : public ResultCounters<RecordingCopyResult> {
public:
    RecordingCopyCounters()
        : ResultCounters("rollcall_recording_copies_total", "Attempts to copy a recording, by result.") {}
};

/// What copying a recording needs.
struct RecordingCopyContext {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    AudioReader reader;
    ExemptHosts hosts;
    std::filesystem::path temporary_folder;  ///< for files until they are in the storage
    std::shared_ptr<HostPlaces> places = std::make_shared<HostPlaces>();
    std::shared_ptr<RecordingCopyCounters> counters = std::make_shared<RecordingCopyCounters>();
    /// Of the recordings that are being copied here, by the number of their call.
    std::shared_ptr<jobs::Leases<std::int64_t>> leases = std::make_shared<jobs::Leases<std::int64_t>>();
};

/// Copies the recording that is due for longest to the storage, unless it is there, and reads its length and its
/// waveform. What goes wrong is stored with the recording and its connection. False where no recording is due whose
/// host has a place.
///
/// The recording is claimed first and copied outside of any transaction: after a crash it is copied again.
bool copy_due_recording(const RecordingCopyContext& context, const std::stop_token& stop);

/// Keeps other instances from the recordings that are being copied here.
void renew_recording_leases(const RecordingCopyContext& context);

}  // namespace rollcall::connectors
