#include "calls/recordings/recording_store.hpp"

#include "calls/intake/call_store.hpp"

namespace rollcall::calls {

namespace {

constexpr auto upsert_source = R"(
    INSERT INTO recordings (call_number, status, source, next_attempt_at) VALUES ($1, 'waiting', $2, $3)
    ON CONFLICT (call_number) DO UPDATE SET status = 'waiting', source = excluded.source, problem = NULL, attempts = 0,
                                            next_attempt_at = excluded.next_attempt_at
    WHERE recordings.blob IS NULL AND recordings.source IS DISTINCT FROM excluded.source)";
constexpr auto upsert_blob = R"(
    INSERT INTO recordings (call_number, status, blob, size, next_attempt_at) VALUES ($1, 'waiting', $2, $3, $4)
    ON CONFLICT (call_number) DO UPDATE SET status = 'waiting', source = NULL, blob = excluded.blob,
                                            size = excluded.size, problem = NULL, attempts = 0,
                                            next_attempt_at = excluded.next_attempt_at
    WHERE recordings.blob IS NULL)";

constexpr auto claim = R"(
    UPDATE recordings SET next_attempt_at = $2, attempts = attempts + 1
    WHERE call_number = (SELECT call_number FROM recordings WHERE status = 'waiting' AND next_attempt_at <= $1
                         ORDER BY next_attempt_at, call_number LIMIT 1)
    RETURNING call_number, source, blob, attempts)";
constexpr auto select_connection = "SELECT connection_id FROM calls WHERE number = $1";
constexpr auto select_known_call = "SELECT id, agent_id FROM calls WHERE number = $1 AND agent_id IS NOT NULL";
constexpr auto update_due = "UPDATE recordings SET next_attempt_at = $1 WHERE status = 'waiting'";

// Each only while it waits for what was claimed.
constexpr auto update_available = R"(
    UPDATE recordings SET status = 'available', source = NULL, blob = $4, content_type = $5, size = $6, duration = $7,
                          peaks = $8, problem = NULL
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";
constexpr auto update_waiting = R"(
    UPDATE recordings SET next_attempt_at = $4, problem = $5
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";
constexpr auto update_failed = R"(
    UPDATE recordings SET status = 'failed', blob = NULL, size = NULL, problem = $4
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";

ClaimedRecording read_claimed(const database::Row& row) {
    return {
        .call = row.integer(0),
        .source = row.optional_text(1),
        .blob = row.optional_text(2),
        .attempts = row.integer(3),
        .connection = std::nullopt,
    };
}

std::optional<ConnectionId> read_connection(const database::Row& row) {
    return row.is_null(0) ? std::nullopt : std::optional(row.id<ConnectionId>(0));
}

struct KnownCall {
    CallId id;
    AgentId agent;
};

KnownCall read_known_call(const database::Row& row) { return {row.id<CallId>(0), row.id<AgentId>(1)}; }

Noted noted(std::int64_t rows) { return rows == 1 ? Noted::yes : Noted::changed_meanwhile; }

// Who looks on is told that the call has changed.
Noted noted_and_told(database::Transaction& tx, const ClaimedRecording& claimed, std::int64_t rows) {
    if (rows == 0) return Noted::changed_meanwhile;
    if (const auto call = tx.first(select_known_call, read_known_call, claimed.call)) {
        insert_call_change_row(tx, call->id, call->agent);
    }
    return Noted::yes;
}

}  // namespace

void put_recording_source(database::Transaction& tx, std::int64_t call, std::string_view source, Time now) {
    tx.execute(upsert_source, call, source, now);
}

Kept put_recording_blob(database::Transaction& tx, std::int64_t call, const std::string& blob, std::int64_t size,
                        Time now) {
    return tx.execute(upsert_blob, call, blob, size, now) == 1 ? Kept::yes : Kept::has_audio;
}

std::optional<ClaimedRecording> claim_due_recording(database::Transaction& tx, Time now, Time until) {
    auto claimed = tx.first(claim, read_claimed, now, until);
    if (claimed) claimed->connection = tx.first(select_connection, read_connection, claimed->call).value();
    return claimed;
}

void make_recordings_due(database::Transaction& tx, Time now) { tx.execute(update_due, now); }

Noted note_available(database::Transaction& tx, const ClaimedRecording& claimed, const Audio& audio) {
    const auto rows = tx.execute(update_available, claimed.call, claimed.source, claimed.blob, audio.blob,
                                 audio.content_type, audio.size, audio.duration.count(), audio.peaks);
    return noted_and_told(tx, claimed, rows);
}

Noted note_waiting(database::Transaction& tx, const ClaimedRecording& claimed, Time next_attempt_at,
                   std::string_view problem) {
    return noted(tx.execute(update_waiting, claimed.call, claimed.source, claimed.blob, next_attempt_at, problem));
}

Noted note_failed(database::Transaction& tx, const ClaimedRecording& claimed, std::string_view problem) {
    return noted_and_told(tx, claimed, tx.execute(update_failed, claimed.call, claimed.source, claimed.blob, problem));
}

}  // namespace rollcall::calls
