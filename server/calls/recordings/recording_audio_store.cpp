#include "calls/recordings/recording_audio_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

constexpr auto from_available = R"(
    FROM calls c JOIN recordings r ON r.call_number = c.number
    WHERE c.id = $1 AND r.status = 'available')";

}  // namespace

std::optional<RecordingAudio> find_recording_audio(database::Transaction& tx, const CallId& call) {
    static const auto statement =
        "SELECT " + database::columns_of<RecordingAudio>("r", {{"call_started_at", "c.started_at"}}) + from_available;
    return tx.first(statement, database::read_row<RecordingAudio>, call);
}

std::optional<Waveform> find_waveform(database::Transaction& tx, const CallId& call) {
    static const auto statement =
        "SELECT " + database::columns_of<Waveform>("r") + from_available + " AND r.peaks IS NOT NULL";
    return tx.first(statement, database::read_row<Waveform>, call);
}

}  // namespace rollcall::calls
