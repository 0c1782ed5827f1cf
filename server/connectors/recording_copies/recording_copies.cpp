#include "connectors/recording_copies/recording_copies.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "calls/recordings/recording_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"
#include "connectors/recording_copies/recording_download.hpp"
#include "core/error.hpp"
#include "jobs/job_limits.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::connectors {

namespace {

using calls::ClaimedRecording;
using database::Transaction;

constexpr auto no_audio = "The file is not audio that can be played: WAV, MP3, FLAC or Ogg.";
constexpr auto unreadable = "The file cannot be read as audio.";

void store_problem(Transaction& tx, const ClaimedRecording& claimed, std::string_view problem, Time now) {
    if (!claimed.connection) return;
    update_connection_last_error(tx, *claimed.connection,
                                 fmt::format("The recording of a call is not available. {}", problem), now);
}

/// What becomes of the audio of a failed recording that is in our storage.
enum class StoredAudioIs { kept, deleted };

void fail(const RecordingCopyContext& context, const ClaimedRecording& claimed, std::string_view problem,
          StoredAudioIs stored_audio_is = StoredAudioIs::kept) {
    context.database.write([&](Transaction& tx) {
        const auto now = context.clock.now();
        if (!calls::update_recording_failed(tx, claimed, problem)) return;
        if (claimed.blob && stored_audio_is == StoredAudioIs::deleted) {
            calls::delete_recording_blob(tx, claimed.call);
            jobs::insert_unreferenced_blob_row(tx, *claimed.blob, jobs::at_once);
        }
        store_problem(tx, claimed, problem, now);
    });
    context.counters->count(RecordingCopyResult::failed);
}

void fail_as(AudioReading::Outcome outcome, const RecordingCopyContext& context, const ClaimedRecording& claimed) {
    if (outcome == AudioReading::Outcome::no_audio) return fail(context, claimed, no_audio, StoredAudioIs::deleted);
    if (claimed.blob) spdlog::error("Audio cannot be read, and is kept in the storage as {}", *claimed.blob);
    fail(context, claimed, unreadable);
}

void retry_after(std::chrono::milliseconds pause, const RecordingCopyContext& context, const ClaimedRecording& claimed,
                 std::string_view problem) {
    context.database.write([&](Transaction& tx) {
        const auto now = context.clock.now();
        if (!calls::update_recording_waiting(tx, claimed, now + pause, problem)) return;
        store_problem(tx, claimed, problem, now);
    });
    context.counters->count(RecordingCopyResult::retried);
}

void retry_source_or_fail(const RecordingCopyContext& context, const ClaimedRecording& claimed,
                          std::string_view problem) {
    const auto pause = source_retries.pause_after(claimed.attempts);
    if (!pause) return fail(context, claimed, problem);
    retry_after(*pause, context, claimed, problem);
}

void retry_after_own_failure(const RecordingCopyContext& context, ClaimedRecording claimed, std::string_view problem) {
    const auto pause = own_retries.pause_after(claimed.attempts).value();
    claimed.attempts = std::min(claimed.attempts, most_own_attempts);
    retry_after(pause, context, claimed, problem);
}

calls::StoredAudio audio_of(std::string blob, const AudioFacts& facts, std::uint64_t size) {
    return {
        .blob = std::move(blob),
        .content_type = facts.content_type,
        .size = static_cast<std::int64_t>(size),
        .duration = facts.duration,
        .peaks = facts.peaks,
    };
}

// One write makes the row point to the blob and deletes the record that no row does.
void store_copy(const RecordingCopyContext& context, const ClaimedRecording& claimed, const TemporaryFile& file,
                const AudioFacts& facts) {
    const auto blob = "recordings/" + make_uuid(context.clock.now());
    jobs::put_unreferenced_blob(context.database, context.blobs, context.clock, blob, file);
    context.database.write([&](Transaction& tx) {
        if (!calls::update_recording_available(tx, claimed, audio_of(blob, facts, file.size()))) {
            return jobs::upsert_unreferenced_blob_due(tx, blob);  // the call may have been erased
        }
        if (!jobs::claim_unreferenced_blob(tx, blob, context.clock.now())) {
            throw Error::unavailable("The recording could not be stored in time.");
        }
    });
    context.counters->count(RecordingCopyResult::stored);
}

void copy(const RecordingCopyContext& context, const ClaimedRecording& claimed,
          std::unique_ptr<HostPlaces::Place> place, const std::stop_token& stop) {
    const auto download = download_recording(*claimed.source, context.temporary_folder, context.hosts, stop,
                                             [&] { return place->may_continue(); });
    place.reset();
    if (stop.stop_requested()) return;  // it is claimed again after the next start
    if (download.outcome == Download::Outcome::try_again) {
        return retry_source_or_fail(context, claimed, download.problem);
    }
    if (download.outcome == Download::Outcome::refused) return fail(context, claimed, download.problem);
    const auto reading = context.reader.read(*download.file, stop);
    if (reading.outcome == AudioReading::Outcome::stopped) return;
    if (reading.outcome != AudioReading::Outcome::audio) return fail_as(reading.outcome, context, claimed);
    store_copy(context, claimed, *download.file, reading.facts);
}

// The audio is in the storage already. Where it is missing, the folder may not be mounted.
void read_blob(const RecordingCopyContext& context, const ClaimedRecording& claimed, const std::stop_token& stop) {
    const auto blob = context.blobs.open(*claimed.blob);
    if (!blob) throw Error::unavailable("The audio is missing from the storage.");
    TemporaryFile file(context.temporary_folder);
    for (auto chunk = blob->read(0, blob_chunk_size); !chunk.empty();
         chunk = blob->read(file.size(), blob_chunk_size)) {
        file.append(chunk);
    }
    const auto reading = context.reader.read(file, stop);
    if (reading.outcome == AudioReading::Outcome::stopped) return;
    if (reading.outcome != AudioReading::Outcome::audio) return fail_as(reading.outcome, context, claimed);
    context.database.write([&](Transaction& tx) {
        calls::update_recording_available(tx, claimed, audio_of(*claimed.blob, reading.facts, file.size()));
    });
    context.counters->count(RecordingCopyResult::stored);
}

/// A recording that is due, with a place for its download if it has to be downloaded.
struct Choice {
    std::int64_t number;
    std::unique_ptr<HostPlaces::Place> place;
};

std::optional<Choice> choose_among(const std::vector<calls::DueRecording>& due, const RecordingCopyContext& context) {
    for (const auto& recording : due) {
        if (context.leases->holds(recording.call_number)) continue;  // the renewal came too late
        if (!recording.source) return Choice{recording.call_number, nullptr};
        auto place = context.places->take(host_of_address(*recording.source));
        if (place) return Choice{recording.call_number, std::move(place)};
    }
    return std::nullopt;
}

// Those that are due for longest, then some of the others, from where the search before has ended.
std::optional<Choice> choose_due_recording(const RecordingCopyContext& context) {
    calls::DuePlace after;
    for (int page = 0; page < pages_per_search; ++page) {
        const auto due = context.database.read([&](Transaction& tx) {
            return calls::list_due_recordings(tx, context.clock.now(), after, due_recordings_page);
        });
        if (auto choice = choose_among(due, context)) return choice;
        if (static_cast<std::int64_t>(due.size()) < due_recordings_page) {
            context.search_position->set({});
            return std::nullopt;
        }
        after = calls::DuePlace::of(due.back());
        if (page == 0) {
            after = std::max(after, context.search_position->get());
        } else {
            context.search_position->set(after);
        }
    }
    return std::nullopt;
}

}  // namespace

bool copy_due_recording(const RecordingCopyContext& context, const std::stop_token& stop) {
    auto choice = choose_due_recording(context);
    if (!choice) return false;
    const auto claimed = context.database.write([&](Transaction& tx) {
        const auto now = context.clock.now();
        return calls::claim_due_recording(tx, choice->number, now, now + jobs::lease_time);
    });
    if (!claimed) return true;  // another thread was first
    const jobs::Leases<std::int64_t>::Lease lease(*context.leases, claimed->call);
    if (claimed->source && !choice->place) return true;  // it has another source now, and is tried again
    try {
        if (claimed->source) {
            copy(context, *claimed, std::move(choice->place), stop);
        } else {
            read_blob(context, *claimed, stop);
        }
    } catch (const Error& error) {  // of our storage, disk or reader
        spdlog::error("A recording could not be stored and will be tried again: {}", error.detail());
        retry_after_own_failure(context, *claimed, error.detail());
    }
    return true;
}

void renew_recording_leases(const RecordingCopyContext& context) {
    for (const auto call : context.leases->held()) {
        context.database.write(
            [&](Transaction& tx) { calls::update_recording_lease(tx, call, context.clock.now() + jobs::lease_time); });
    }
}

}  // namespace rollcall::connectors
