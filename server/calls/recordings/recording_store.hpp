#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/call.hpp"
#include "database/database.hpp"
#include "jobs/queue_store.hpp"

/// Writes the recordings of calls: where their audio is, and how each attempt to copy or measure it ended. A recording
/// waits until its audio is in our storage and has been measured (connectors/recording_copies/recording_copier.hpp).
namespace rollcall::calls {

/// The address from which the audio of a call can be copied. Audio that is in our storage stays; an address that
/// differs from the one before starts over.
void upsert_recording_source(database::Transaction& tx, std::int64_t call, std::string_view source, Time now);

/// The blob with the audio of a call, still to be measured. Returns false, and changes nothing, where the call has
/// audio already.
[[nodiscard]] bool upsert_recording_blob(database::Transaction& tx, std::int64_t call, const std::string& blob,
                                         std::int64_t size, Time now);

/// A blob with what a platform sent as audio and nobody can decode, kept so that it can be repaired. The recording has
/// failed. Returns false, and changes nothing, where the call has audio, or an address of it.
[[nodiscard]] bool upsert_unreadable_recording(database::Transaction& tx, std::int64_t call, const std::string& blob,
                                               std::int64_t size, std::string_view problem, Time now);
/// The blob of a recording that has failed.
std::optional<std::string> find_unreadable_recording_blob(database::Transaction& tx, std::int64_t call);
/// Makes the row of a recording that has failed point to no blob.
void delete_recording_blob(database::Transaction& tx, std::int64_t call);

/// Deletes all that is known of a recording. Returns its blob, if there is one, to which no row points then.
std::optional<std::string> delete_recording_row(database::Transaction& tx, std::int64_t call);

/// A recording that a worker copies or measures.
struct ClaimedRecording {
    std::int64_t call = 0;
    std::optional<std::string> source;  ///< from where it is copied
    std::optional<std::string> blob;    ///< or its name in our storage
    std::int64_t attempts = 0;          ///< this one included
    std::optional<ConnectionId> connection;
};
BOOST_DESCRIBE_STRUCT(ClaimedRecording, (), (call, source, blob, attempts, connection))

/// A recording whose next attempt is due.
struct DueRecording {
    std::int64_t call_number = 0;
    Time next_attempt_at{};
    std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(DueRecording, (), (call_number, next_attempt_at, source))

/// Where a recording is in the order of those that are due.
struct DuePlace {
    Time next_attempt_at{};
    std::int64_t call_number = -1;

    auto operator<=>(const DuePlace&) const = default;
    static DuePlace of(const DueRecording& recording) { return {recording.next_attempt_at, recording.call_number}; }
};

/// Those behind that place; those that have been due for longest come first.
std::vector<DueRecording> list_due_recordings(database::Transaction& tx, Time now, const DuePlace& after,
                                              std::int64_t limit);

/// The recording of that call, if it is still due. Nobody else can claim it before `until`.
std::optional<ClaimedRecording> claim_due_recording(database::Transaction& tx, std::int64_t call, Time now, Time until);

/// Those that wait, the oldest since its next attempt was due.
jobs::QueueState read_recording_queue(database::Transaction& tx);

/// Makes all waiting recordings due, except those that may be claimed at the moment: they are due within
/// jobs::lease_time unless the claim is renewed.
void update_recordings_due(database::Transaction& tx, Time now);

/// Nobody else can claim the recording until then either. Changes nothing where its attempt has ended.
void update_recording_lease(database::Transaction& tx, std::int64_t call, Time until);

/// Audio in our storage.
struct StoredAudio {
    std::string blob;
    std::string content_type;
    std::int64_t size = 0;  ///< bytes
    Duration duration{};
    std::string peaks;  ///< the waveform as JSON: for each channel 800 numbers from 0 to 1
};

// How an attempt ended; `problem` is for a person. Live views are told of a recording that is available or has failed.
// One that has failed keeps its blob; one that waits keeps the attempts of `claimed`. Each returns false, and changes
// nothing, where the recording no longer waits for what was claimed.
bool update_recording_available(database::Transaction& tx, const ClaimedRecording& claimed, const StoredAudio& audio);
[[nodiscard]] bool update_recording_waiting(database::Transaction& tx, const ClaimedRecording& claimed,
                                            Time next_attempt_at, std::string_view problem);
[[nodiscard]] bool update_recording_failed(database::Transaction& tx, const ClaimedRecording& claimed,
                                           std::string_view problem);

/// A recording whose audio is in our storage, as far as its row knows.
struct StoredRecording {
    std::int64_t call_number = 0;
    std::string blob;
};
BOOST_DESCRIBE_STRUCT(StoredRecording, (), (call_number, blob))

/// Those of the calls with a greater number, by number.
std::vector<StoredRecording> list_stored_recordings(database::Transaction& tx, std::int64_t after_call,
                                                    std::int64_t limit);

/// Of a recording whose audio is not in our storage after all: a backup that lacked it was restored.
void update_stored_recording_failed(database::Transaction& tx, std::int64_t call, std::string_view problem);

/// Of all recordings whose audio was in our storage: a backup without it was restored.
void update_stored_recordings_failed(database::Transaction& tx, std::string_view problem);

}  // namespace rollcall::calls
