#include "calls/intake/call_store.hpp"

#include "calls/intake/intake_limits.hpp"
#include "calls/transcript.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::calls {

namespace {

constexpr auto generated = "number";

constexpr auto update_agent = R"(
    UPDATE calls SET external_agent_id = $1, agent_id = $2, updated_at = $3 WHERE number = $4)";

constexpr auto update_no_recordings = "UPDATE calls SET has_recording = 0 WHERE has_recording = 1";
constexpr auto update_has_recording = "UPDATE calls SET has_recording = $1 WHERE number = $2";

constexpr auto update_erased = R"(
    UPDATE calls SET from_number = NULL, to_number = NULL, summary = NULL, outcome = NULL, end_reason = NULL,
                     erased_at = $1, updated_at = $1
    WHERE number = $2)";

constexpr auto select_audio_duration =
    "SELECT duration FROM recordings WHERE call_number = $1 AND duration IS NOT NULL";

constexpr auto select_transcript = "SELECT turns FROM call_transcripts WHERE call_number = $1";
constexpr auto upsert_transcript = R"(
    INSERT INTO call_transcripts (call_number, turns) VALUES ($1, $2)
    ON CONFLICT (call_number) DO UPDATE SET turns = excluded.turns)";

constexpr auto delete_transcript = "DELETE FROM call_transcripts WHERE call_number = $1";

constexpr auto select_country =
    "SELECT company.country FROM agents a JOIN companies company ON company.id = a.company_id WHERE a.id = $1";

constexpr auto select_countries = "SELECT DISTINCT country FROM companies WHERE country IS NOT NULL ORDER BY country";

constexpr auto insert_change = "INSERT INTO call_arrivals (call_id, agent_id) VALUES ($1, $2) RETURNING number";
constexpr auto delete_old_changes = "DELETE FROM call_arrivals WHERE number <= $1";

std::string select_calls() { return "SELECT " + database::columns_of<CallRow>("c") + " FROM calls c"; }

std::int64_t read_number(const database::Row& row) { return row.integer(0); }

}  // namespace

std::optional<CallRow> find_platform_call(database::Transaction& tx, const ExternalId& id) {
    static const auto statement = select_calls() + " WHERE c.connection_id = $1 AND c.external_id = $2";
    return tx.first(statement, database::read_row<CallRow>, id.connection_id, id.external_id);
}

std::vector<CallRow> list_waiting_calls(database::Transaction& tx, const ExternalId& agent, int limit) {
    static const auto statement =
        select_calls() +
        " WHERE c.connection_id = $1 AND c.external_agent_id = $2 AND c.agent_id IS NULL ORDER BY c.number LIMIT $3";
    return tx.all(statement, database::read_row<CallRow>, agent.connection_id, agent.external_id, limit);
}

std::vector<CallWithAudio> list_calls_with_audio_only(database::Transaction& tx, Time created_before, int limit) {
    static const auto statement =
        "SELECT " + database::columns_of<CallRow>("c") + R"( FROM calls c JOIN recordings r ON r.call_number = c.number
        WHERE c.status = 'ongoing' AND c.started_at <= $1 AND c.created_at <= $1 AND c.connection_id IS NOT NULL
          AND r.status IN ('available', 'failed') ORDER BY c.started_at, c.number LIMIT $2)";
    std::vector<CallWithAudio> found;
    for (auto& call : tx.all(statement, database::read_row<CallRow>, created_before, limit)) {
        const auto audio = tx.first(
            select_audio_duration, [](const database::Row& row) { return Duration(row.integer(0)); }, call.number);
        found.push_back({std::move(call), audio});
    }
    return found;
}

std::int64_t insert_call_row(database::Transaction& tx, const CallRow& call) {
    static const auto statement = database::insert_statement<CallRow>("calls", generated) + " RETURNING number";
    return tx.all_of(statement, database::column_values(call, generated), read_number).at(0);
}

void update_call_facts(database::Transaction& tx, std::int64_t call, const CallFacts& facts, Time now) {
    static const auto columns = database::column_names<CallFacts>().size();
    static const auto statement = fmt::format("UPDATE calls SET {}, updated_at = ${} WHERE number = ${}",
                                              database::set_clause<CallFacts>(), columns + 1, columns + 2);
    auto values = database::column_values(facts);
    values.emplace_back(now);
    values.emplace_back(call);
    tx.execute_later_with(statement, values);
}

void update_call_agent(database::Transaction& tx, const CallRow& call, Time now) {
    tx.execute_later(update_agent, call.external_agent_id, call.agent_id, now, call.number);
}

void update_call_has_recording(database::Transaction& tx, std::int64_t call, bool has_recording) {
    tx.execute_later(update_has_recording, has_recording ? 1 : 0, call);
}

void update_calls_have_no_recording(database::Transaction& tx) { tx.execute(update_no_recordings); }

void update_call_erased(database::Transaction& tx, std::int64_t call, Time now) {
    tx.execute(update_erased, now, call);
}

std::optional<Transcript> find_transcript(database::Transaction& tx, std::int64_t call) {
    return tx.first(
        select_transcript, [](const database::Row& row) { return transcript_from_text(row.text_view(0)); }, call);
}

std::optional<std::string> find_transcript_text(database::Transaction& tx, std::int64_t call) {
    return tx.first(
        select_transcript, [](const database::Row& row) { return row.text(0); }, call);
}

void upsert_transcript_row(database::Transaction& tx, std::int64_t call, const std::string& transcript_text) {
    tx.execute_later(upsert_transcript, call, transcript_text);
}

void delete_transcript_row(database::Transaction& tx, std::int64_t call) { tx.execute(delete_transcript, call); }

std::string find_country_of_agent(database::Transaction& tx, const AgentId& agent) {
    const auto read = [](const database::Row& row) { return row.optional_text(0).value_or(""); };
    return tx.first(select_country, read, agent).value_or("");
}

std::vector<std::string> list_countries_of_companies(database::Transaction& tx) {
    return tx.all(select_countries, [](const database::Row& row) { return row.text(0); });
}

void insert_call_change_row(database::Transaction& tx, const CallId& call, const AgentId& agent) {
    const auto number = tx.first(insert_change, read_number, call, agent).value();
    tx.execute_later(delete_old_changes, number - call_changes_kept);
}

}  // namespace rollcall::calls
