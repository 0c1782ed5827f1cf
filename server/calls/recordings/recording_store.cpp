#include "calls/recordings/recording_store.hpp"

#include "calls/intake/call_store.hpp"
#include "database/described_row.hpp"
#include "jobs/job_limits.hpp"

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

constexpr auto upsert_unreadable = R"(
    INSERT INTO recordings (call_number, status, blob, size, problem, next_attempt_at)
    VALUES ($1, 'failed', $2, $3, $4, $5)
    ON CONFLICT (call_number) DO UPDATE SET status = 'failed', source = NULL, blob = excluded.blob,
                                            size = excluded.size, problem = excluded.problem
    WHERE recordings.blob IS NULL AND recordings.source IS NULL)";
constexpr auto select_unreadable =
    "SELECT blob FROM recordings WHERE call_number = $1 AND status = 'failed' AND blob IS NOT NULL";
constexpr auto delete_blob = "UPDATE recordings SET blob = NULL, size = NULL WHERE call_number = $1";

constexpr auto delete_recording = "DELETE FROM recordings WHERE call_number = $1 RETURNING blob";

constexpr auto claim_due = R"(
    UPDATE recordings SET next_attempt_at = $2, attempts = attempts + 1
    WHERE call_number = $3 AND status = 'waiting' AND next_attempt_at <= $1
    RETURNING call_number)";
constexpr auto from_due =
    " FROM recordings WHERE status = 'waiting' AND next_attempt_at <= $1 AND (next_attempt_at, call_number) > ($2, $3)"
    " ORDER BY next_attempt_at, call_number LIMIT $4";
constexpr auto from_claimed = " FROM recordings r JOIN calls c ON c.number = r.call_number WHERE r.call_number = $1";
constexpr auto update_due =
    "UPDATE recordings SET next_attempt_at = $1 WHERE status = 'waiting' AND next_attempt_at > $2";
constexpr auto renew_lease =
    "UPDATE recordings SET next_attempt_at = $2 WHERE call_number = $1 AND status = 'waiting' AND next_attempt_at < $2";

// Each changes nothing unless the recording still waits for what was claimed.
constexpr auto update_available = R"(
    UPDATE recordings SET status = 'available', source = NULL, blob = $4, content_type = $5, size = $6, duration = $7,
                          peaks = $8, problem = NULL
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";
constexpr auto update_waiting = R"(
    UPDATE recordings SET next_attempt_at = $4, problem = $5, attempts = $6
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";
constexpr auto update_failed = R"(
    UPDATE recordings SET status = 'failed', problem = $4
    WHERE call_number = $1 AND status = 'waiting' AND source IS NOT DISTINCT FROM $2 AND blob IS NOT DISTINCT FROM $3)";
constexpr auto update_stored_failed =
    "UPDATE recordings SET status = 'failed', blob = NULL, size = NULL, problem = $1 WHERE blob IS NOT NULL";

constexpr auto update_one_stored_failed =
    "UPDATE recordings SET status = 'failed', blob = NULL, size = NULL, problem = $2 WHERE call_number = $1";
constexpr auto from_stored =
    " FROM recordings r WHERE r.call_number > $1 AND r.blob IS NOT NULL ORDER BY r.call_number LIMIT $2";

std::int64_t read_number(const database::Row& row) { return row.integer(0); }

/// A call whose agent is known.
struct KnownCall {
    CallId id;
    AgentId agent_id;
};
BOOST_DESCRIBE_STRUCT(KnownCall, (), (id, agent_id))

void tell_live_views(database::Transaction& tx, std::int64_t call_number) {
    static const auto statement = "SELECT " + database::columns_of<KnownCall>("c") +
                                  " FROM calls c WHERE c.number = $1 AND c.agent_id IS NOT NULL";
    if (const auto call = tx.first(statement, database::read_row<KnownCall>, call_number)) {
        insert_call_change_row(tx, call->id, call->agent_id);
    }
}

}  // namespace

void upsert_recording_source(database::Transaction& tx, std::int64_t call, std::string_view source, Time now) {
    tx.execute_later(upsert_source, call, source, now);
}

bool upsert_recording_blob(database::Transaction& tx, std::int64_t call, const std::string& blob, std::int64_t size,
                           Time now) {
    return tx.execute(upsert_blob, call, blob, size, now) == 1;
}

bool upsert_unreadable_recording(database::Transaction& tx, std::int64_t call, const std::string& blob,
                                 std::int64_t size, std::string_view problem, Time now) {
    const auto rows = tx.execute(upsert_unreadable, call, blob, size, problem, now);
    if (rows == 1) tell_live_views(tx, call);
    return rows == 1;
}

std::optional<std::string> find_unreadable_recording_blob(database::Transaction& tx, std::int64_t call) {
    return tx.first(
        select_unreadable, [](const database::Row& row) { return row.text(0); }, call);
}

void delete_recording_blob(database::Transaction& tx, std::int64_t call) { tx.execute_later(delete_blob, call); }

std::optional<std::string> delete_recording_row(database::Transaction& tx, std::int64_t call) {
    const auto read_blob = [](const database::Row& row) { return row.optional_text(0); };
    update_call_has_recording(tx, call, false);
    return tx.first(delete_recording, read_blob, call).value_or(std::nullopt);
}

std::vector<DueRecording> list_due_recordings(database::Transaction& tx, Time now, const DuePlace& after,
                                              std::int64_t limit) {
    static const auto statement = "SELECT " + database::columns_of<DueRecording>("recordings") + from_due;
    return tx.all(statement, database::read_row<DueRecording>, now, after.next_attempt_at, after.call_number, limit);
}

std::optional<ClaimedRecording> claim_due_recording(database::Transaction& tx, std::int64_t call, Time now,
                                                    Time until) {
    static const auto select_claimed =
        "SELECT " +
        database::columns_of<ClaimedRecording>("r", {{"call", "r.call_number"}, {"connection", "c.connection_id"}}) +
        from_claimed;
    const auto number = tx.first(claim_due, read_number, now, until, call);
    return number ? tx.first(select_claimed, database::read_row<ClaimedRecording>, *number) : std::nullopt;
}

jobs::QueueState read_recording_queue(database::Transaction& tx) {
    return jobs::read_queue(tx,
                            "SELECT r.next_attempt_at AS since FROM recordings r WHERE r.status = 'waiting'"
                            " ORDER BY r.next_attempt_at");
}

void update_recordings_due(database::Transaction& tx, Time now) { tx.execute(update_due, now, now + jobs::lease_time); }

void update_recording_lease(database::Transaction& tx, std::int64_t call, Time until) {
    tx.execute(renew_lease, call, until);
}

bool update_recording_available(database::Transaction& tx, const ClaimedRecording& claimed, const StoredAudio& audio) {
    const auto rows = tx.execute(update_available, claimed.call, claimed.source, claimed.blob, audio.blob,
                                 audio.content_type, audio.size, audio.duration, audio.peaks);
    if (rows == 1) {
        update_call_has_recording(tx, claimed.call, true);
        tell_live_views(tx, claimed.call);
    }
    return rows == 1;
}

bool update_recording_waiting(database::Transaction& tx, const ClaimedRecording& claimed, Time next_attempt_at,
                              std::string_view problem) {
    return tx.execute(update_waiting, claimed.call, claimed.source, claimed.blob, next_attempt_at, problem,
                      claimed.attempts) == 1;
}

bool update_recording_failed(database::Transaction& tx, const ClaimedRecording& claimed, std::string_view problem) {
    const auto rows = tx.execute(update_failed, claimed.call, claimed.source, claimed.blob, problem);
    if (rows == 1) tell_live_views(tx, claimed.call);
    return rows == 1;
}

std::vector<StoredRecording> list_stored_recordings(database::Transaction& tx, std::int64_t after_call,
                                                    std::int64_t limit) {
    static const auto statement = "SELECT " + database::columns_of<StoredRecording>("r") + from_stored;
    return tx.all(statement, database::read_row<StoredRecording>, after_call, limit);
}

void update_stored_recording_failed(database::Transaction& tx, std::int64_t call, std::string_view problem) {
    tx.execute(update_one_stored_failed, call, problem);
    update_call_has_recording(tx, call, false);
}

void update_stored_recordings_failed(database::Transaction& tx, std::string_view problem) {
    tx.execute(update_stored_failed, problem);
    update_calls_have_no_recording(tx);
}

}  // namespace rollcall::calls
