#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>

#include "calls/recordings/recording_store.hpp"
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

/// Where the next search among the recordings that are due goes on, of all threads. Safe to use from many threads.
class SearchPosition {
public:
    calls::DuePlace get() const {
        const std::lock_guard lock(mutex_);
        return place_;
    }
    void set(const calls::DuePlace& place) {
        const std::lock_guard lock(mutex_);
        place_ = place;
    }

private:
    mutable std::mutex mutex_;
    calls::DuePlace place_;
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
    std::shared_ptr<SearchPosition> search_position = std::make_shared<SearchPosition>();
    std::shared_ptr<RecordingCopyCounters> counters = std::make_shared<RecordingCopyCounters>();
    /// Of the recordings that are being copied here, by the number of their call.
    std::shared_ptr<jobs::Leases<std::int64_t>> leases = std::make_shared<jobs::Leases<std::int64_t>>();
};

/// Copies a recording that is due to the storage, unless it is there, and reads its length and its waveform. What goes
/// wrong is stored with the recording and its connection. It is the one that is due for longest of those whose host has
/// a place; where more than `due_recordings_page` are due, another may come before it. False where none was found:
/// of a long queue a part is searched, and the next call goes on behind it.
///
/// The recording is claimed first and copied outside of any transaction: after a crash it is copied again.
bool copy_due_recording(const RecordingCopyContext& context, const std::stop_token& stop);

/// Keeps other instances from the recordings that are being copied here.
void renew_recording_leases(const RecordingCopyContext& context);

}  // namespace rollcall::connectors
