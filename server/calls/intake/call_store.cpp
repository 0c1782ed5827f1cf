#include "calls/intake/call_store.hpp"

#include "calls/names.hpp"
#include "calls/transcript.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_platform_call = R"(
    SELECT number, id, connection_id, external_id, external_agent_id, agent_id, status, direction, started_at, ended_at,
           duration, from_number, to_number, summary, outcome, end_reason, cost
    FROM calls WHERE connection_id = $1 AND external_id = $2)";
constexpr auto select_waiting_calls = R"(
    SELECT number, id, connection_id, external_id, external_agent_id, agent_id, status, direction, started_at, ended_at,
           duration, from_number, to_number, summary, outcome, end_reason, cost
    FROM calls WHERE connection_id = $1 AND external_agent_id = $2 AND agent_id IS NULL ORDER BY number LIMIT $3)";
constexpr auto insert_statement = R"(
    INSERT INTO calls (id, connection_id, external_id, external_agent_id, agent_id, status, direction, started_at,
                       ended_at, duration, from_number, to_number, summary, outcome, end_reason, cost,
                       created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17) RETURNING number)";
constexpr auto update_statement = R"(
    UPDATE calls SET external_agent_id = $2, agent_id = $3, status = $4, direction = $5, started_at = $6, ended_at = $7,
                     duration = $8, from_number = $9, to_number = $10, summary = $11, outcome = $12, end_reason = $13,
                     cost = $14, updated_at = $15
    WHERE number = $1)";

constexpr auto select_transcript = "SELECT turns FROM call_transcripts WHERE call_number = $1";
constexpr auto put_statement = R"(
    INSERT INTO call_transcripts (call_number, turns) VALUES ($1, $2)
    ON CONFLICT (call_number) DO UPDATE SET turns = excluded.turns)";

constexpr auto select_agent = "SELECT agent_id FROM agent_external_ids WHERE connection_id = $1 AND external_id = $2";

constexpr auto insert_arrival = "INSERT INTO call_arrivals (call_id, agent_id) VALUES ($1, $2) RETURNING number";
constexpr auto forget_arrivals = "DELETE FROM call_arrivals WHERE number <= $1";
// Who looks on live reads twice a second; this many calls do not come in between.
constexpr std::int64_t arrivals_kept = 10'000;

constexpr auto add_waiting = R"(
    INSERT INTO unknown_agents (id, connection_id, external_id, name, calls, first_call_at, last_call_at)
    VALUES ($1, $2, $3, $4, 1, $5, $5)
    ON CONFLICT (connection_id, external_id) DO UPDATE SET
        name = COALESCE(excluded.name, unknown_agents.name),
        calls = unknown_agents.calls + 1,
        first_call_at = CASE WHEN excluded.first_call_at < unknown_agents.first_call_at
                             THEN excluded.first_call_at ELSE unknown_agents.first_call_at END,
        last_call_at = CASE WHEN excluded.last_call_at > unknown_agents.last_call_at
                            THEN excluded.last_call_at ELSE unknown_agents.last_call_at END)";
constexpr auto take_waiting =
    "UPDATE unknown_agents SET calls = calls - $3 WHERE connection_id = $1 AND external_id = $2";
constexpr auto delete_known = "DELETE FROM unknown_agents WHERE connection_id = $1 AND external_id = $2 AND calls <= 0";

template <class SomeId>
std::optional<SomeId> optional_id(const database::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.id<SomeId>(column));
}

std::optional<std::int64_t> optional_integer(const database::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

std::optional<std::int64_t> in_milliseconds(const std::optional<Duration>& duration) {
    return duration ? std::optional(duration->count()) : std::nullopt;
}

CallFacts read_facts(const database::Row& row) {
    const auto duration = optional_integer(row, 10);
    return {
        .status = from_name<CallStatus>(row.text(6)),
        .direction = from_name<Direction>(row.optional_text(7)),
        .started_at = row.time(8),
        .ended_at = row.optional_time(9),
        .duration = duration ? std::optional(Duration(*duration)) : std::nullopt,
        .from_number = row.optional_text(11),
        .to_number = row.optional_text(12),
        .summary = row.optional_text(13),
        .outcome = from_name<Outcome>(row.optional_text(14)),
        .end_reason = row.optional_text(15),
        .cost = optional_integer(row, 16),
    };
}

CallRow read_call(const database::Row& row) {
    return {
        .number = row.integer(0),
        .id = row.id<CallId>(1),
        .connection = optional_id<ConnectionId>(row, 2),
        .external_id = row.optional_text(3),
        .external_agent_id = row.optional_text(4),
        .agent = optional_id<AgentId>(row, 5),
        .facts = read_facts(row),
    };
}

std::int64_t read_number(const database::Row& row) { return row.integer(0); }

}  // namespace

std::optional<CallRow> find_platform_call(database::Transaction& tx, const ConnectionId& connection,
                                          const std::string& external_id) {
    return tx.first(select_platform_call, read_call, connection, external_id);
}

void insert_call(database::Transaction& tx, CallRow& call, Time now) {
    const auto& facts = call.facts;
    call.number = tx.first(insert_statement, read_number, call.id, call.connection, call.external_id,
                           call.external_agent_id, call.agent, name_of(facts.status), name_of(facts.direction),
                           facts.started_at, facts.ended_at, in_milliseconds(facts.duration), facts.from_number,
                           facts.to_number, facts.summary, name_of(facts.outcome), facts.end_reason, facts.cost, now)
                      .value();
}

void update_call(database::Transaction& tx, const CallRow& call, Time now) {
    const auto& facts = call.facts;
    tx.execute(update_statement, call.number, call.external_agent_id, call.agent, name_of(facts.status),
               name_of(facts.direction), facts.started_at, facts.ended_at, in_milliseconds(facts.duration),
               facts.from_number, facts.to_number, facts.summary, name_of(facts.outcome), facts.end_reason, facts.cost,
               now);
}

std::vector<CallRow> find_waiting_calls(database::Transaction& tx, const ConnectionId& connection,
                                        const std::string& external_agent_id, int most) {
    return tx.all(select_waiting_calls, read_call, connection, external_agent_id, most);
}

std::optional<Transcript> find_transcript(database::Transaction& tx, std::int64_t call) {
    return tx.first(
        select_transcript, [](const database::Row& row) { return transcript_from_text(row.text_view(0)); }, call);
}

void put_transcript(database::Transaction& tx, std::int64_t call, const Transcript& transcript) {
    tx.execute(put_statement, call, to_text(transcript));
}

std::optional<AgentId> find_agent(database::Transaction& tx, const ConnectionId& connection,
                                  const std::string& external_agent_id) {
    return tx.first(
        select_agent, [](const database::Row& row) { return row.id<AgentId>(0); }, connection, external_agent_id);
}

void note_arrival(database::Transaction& tx, const CallId& call, const AgentId& agent) {
    const auto number = tx.first(insert_arrival, read_number, call, agent).value();
    tx.execute(forget_arrivals, number - arrivals_kept);
}

void note_waiting(database::Transaction& tx, const WaitingCall& call, Time now) {
    tx.execute(add_waiting, UnknownAgentId::make(now), call.connection, call.external_agent_id, call.agent_name,
               call.started_at);
}

void note_no_longer_waiting(database::Transaction& tx, const ConnectionId& connection,
                            const std::string& external_agent_id, std::int64_t calls) {
    tx.execute(take_waiting, connection, external_agent_id, calls);
    tx.execute(delete_known, connection, external_agent_id);
}

}  // namespace rollcall::calls
