#include "connectors/recording_copies/recording_copies.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>

#include "calls/recordings/recording_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/recording_copies/recording_download.hpp"
#include "core/error.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::connectors {

namespace {

using namespace std::chrono_literals;
using calls::ClaimedRecording;

constexpr std::array<std::chrono::seconds, 10> pauses{30s, 2min, 5min, 15min, 30min, 1h, 2h, 4h, 8h, 8h};

constexpr std::size_t piece_size = 64 * 1024;

// Longer than any attempt takes.
constexpr auto claim_time = 20min;

constexpr auto no_audio = "What came is no audio that can be played: WAV, MP3, FLAC or Ogg.";

void note_problem(database::Transaction& tx, const ClaimedRecording& claimed, std::string_view problem, Time now) {
    if (!claimed.connection) return;
    note_error(tx, *claimed.connection, fmt::format("The recording of a call could not be had. {}", problem), now);
}

void fail(const RecordingWork& work, const ClaimedRecording& claimed, std::string_view problem) {
    work.database.write([&](database::Transaction& tx) {
        const auto now = work.clock.now();
        if (!calls::update_recording_failed(tx, claimed, problem)) return;
        if (claimed.blob) jobs::note_unreferenced(tx, *claimed.blob, jobs::at_once);
        note_problem(tx, claimed, problem, now);
    });
}

void wait_or_fail(const RecordingWork& work, const ClaimedRecording& claimed, std::string_view problem) {
    const auto next = next_copy(claimed.attempts, work.clock.now());
    if (!next) return fail(work, claimed, problem);
    work.database.write([&](database::Transaction& tx) {
        if (!calls::update_recording_waiting(tx, claimed, *next, problem)) return;
        note_problem(tx, claimed, problem, work.clock.now());
    });
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

// Of audio that was copied: the row points to it in the write that forgets that none does.
void keep(const RecordingWork& work, const ClaimedRecording& claimed, const TemporaryFile& file,
          const AudioFacts& facts) {
    const auto now = work.clock.now();
    const auto blob = "recordings/" + make_uuid(now);
    work.database.write(
        [&](database::Transaction& tx) { jobs::note_unreferenced(tx, blob, now + jobs::keeping_time); });
    work.blobs.put_file(blob, file);
    work.database.write([&](database::Transaction& tx) {
        if (!calls::update_recording_available(tx, claimed, audio_of(blob, facts, file.size()))) return;
        if (jobs::rescue(tx, blob, work.clock.now()) != jobs::Rescued::yes) {
            throw Error::unavailable("The recording could not be kept in time.");
        }
    });
}

void copy(const RecordingWork& work, const ClaimedRecording& claimed, const std::stop_token& stop) {
    const auto download = download_recording(*claimed.source, work.folder, work.hosts, stop);
    if (stop.stop_requested()) return;  // it is claimed anew at the next start
    if (download.outcome == Download::Outcome::try_again) return wait_or_fail(work, claimed, download.problem);
    if (download.outcome == Download::Outcome::refused) return fail(work, claimed, download.problem);
    const auto facts = work.reader.measure(*download.file, stop);
    if (stop.stop_requested()) return;
    if (!facts) return fail(work, claimed, no_audio);
    keep(work, claimed, *download.file, *facts);
}

void measure(const RecordingWork& work, const ClaimedRecording& claimed, const std::stop_token& stop) {
    const auto blob = work.blobs.open(*claimed.blob);
    if (!blob) return fail(work, claimed, "Its audio is missing from the storage.");
    TemporaryFile file(work.folder);
    for (auto piece = blob->read(0, piece_size); !piece.empty(); piece = blob->read(file.size(), piece_size)) {
        file.append(piece);
    }
    const auto facts = work.reader.measure(file, stop);
    if (stop.stop_requested()) return;
    if (!facts) return fail(work, claimed, no_audio);
    work.database.write([&](database::Transaction& tx) {
        calls::update_recording_available(tx, claimed, audio_of(*claimed.blob, *facts, file.size()));
    });
}

}  // namespace

std::optional<Time> next_copy(std::int64_t attempts_so_far, Time now) {
    const auto index = static_cast<std::size_t>(attempts_so_far - 1);
    if (index >= pauses.size()) return std::nullopt;
    return now + pauses[index];
}

Brought bring_due_recording(const RecordingWork& work, const std::stop_token& stop) {
    const auto claimed = work.database.write([&](database::Transaction& tx) {
        const auto now = work.clock.now();
        return calls::claim_due_recording(tx, now, now + claim_time);
    });
    if (!claimed) return Brought::none;
    try {
        if (claimed->source) {
            copy(work, *claimed, stop);
        } else {
            measure(work, *claimed, stop);
        }
    } catch (const Error& error) {
        spdlog::error("A recording could not be kept and will be tried again: {}", error.detail());
        wait_or_fail(work, *claimed, error.detail());
    }
    return Brought::one;
}

}  // namespace rollcall::connectors
