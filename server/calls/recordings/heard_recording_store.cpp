#include "calls/recordings/heard_recording_store.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_audio = R"(
    SELECT r.blob, r.content_type, c.started_at
    FROM calls c JOIN recordings r ON r.call_number = c.number
    WHERE c.id = $1 AND r.status = 'available')";
constexpr auto select_waveform = R"(
    SELECT r.duration, r.peaks
    FROM calls c JOIN recordings r ON r.call_number = c.number
    WHERE c.id = $1 AND r.status = 'available' AND r.peaks IS NOT NULL)";

}  // namespace

std::optional<HeardAudio> find_audio(database::Transaction& tx, const CallId& call) {
    return tx.first(
        select_audio,
        [](const database::Row& row) {
            return HeardAudio{row.text(0), row.text(1), row.time(2)};
        },
        call);
}

std::optional<StoredWaveform> find_waveform(database::Transaction& tx, const CallId& call) {
    return tx.first(
        select_waveform,
        [](const database::Row& row) {
            return StoredWaveform{Duration(row.integer(0)), row.text(1)};
        },
        call);
}

}  // namespace rollcall::calls
