#include "calls/seen_call_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "calls/intake/call_store.hpp"
#include "calls/names.hpp"

namespace rollcall::calls {

namespace {

using database::Row;

// So many calls at once, by one statement whatever their number is: a page of usual size, and the call after it.
constexpr std::size_t at_once = 51;

constexpr auto columns = R"(
    SELECT c.number, c.id, c.agent_id, a.name, a.company_id, co.name, cn.platform, c.status, c.direction, c.started_at,
           c.ended_at, c.duration, c.from_number, c.to_number, c.summary, c.outcome, c.end_reason, c.cost,
           COALESCE(r.status, 'none'), r.problem)";
constexpr auto tables = R"(
    FROM calls c
    JOIN agents a ON a.id = c.agent_id
    JOIN companies co ON co.id = a.company_id
    LEFT JOIN connections cn ON cn.id = c.connection_id
    LEFT JOIN recordings r ON r.call_number = c.number)";
constexpr auto is_assigned =
    ", CASE WHEN EXISTS (SELECT 1 FROM member_agents m WHERE m.member_id = $2 AND m.agent_id = c.agent_id) "
    "THEN 1 ELSE 0 END";

const std::string& select_some() {
    static const auto statement = [] {
        std::string text = fmt::format("{}{} WHERE c.number IN ($1", columns, tables);
        for (std::size_t index = 2; index <= at_once; ++index) text += fmt::format(", ${}", index);
        return text + ")";
    }();
    return statement;
}

const std::string& select_one() {
    static const auto statement = fmt::format("{}{}{} WHERE c.id = $1", columns, is_assigned, tables);
    return statement;
}

constexpr auto select_is_assigned = R"(
    SELECT CASE WHEN EXISTS (SELECT 1 FROM member_agents m WHERE m.member_id = $2 AND m.agent_id = c.agent_id)
                THEN 1 ELSE 0 END
    FROM calls c WHERE c.id = $1 AND c.agent_id IS NOT NULL)";

std::optional<std::int64_t> optional_integer(const Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

CallSummary read_summary(const Row& row) {
    const auto duration = optional_integer(row, 11);
    return {
        .number = row.integer(0),
        .id = row.id<CallId>(1),
        .agent = row.id<AgentId>(2),
        .agent_name = row.text(3),
        .company = row.id<CompanyId>(4),
        .company_name = row.text(5),
        .platform = row.optional_text(6),
        .facts =
            {
                .status = from_name<CallStatus>(row.text(7)),
                .direction = from_name<Direction>(row.optional_text(8)),
                .started_at = row.time(9),
                .ended_at = row.optional_time(10),
                .duration = duration ? std::optional(Duration(*duration)) : std::nullopt,
                .from_number = row.optional_text(12),
                .to_number = row.optional_text(13),
                .summary = row.optional_text(14),
                .outcome = from_name<Outcome>(row.optional_text(15)),
                .end_reason = row.optional_text(16),
                .cost = optional_integer(row, 17),
            },
        .recording = from_name<RecordingStatus>(row.text(18)),
    };
}

SeenCall read_seen(const Row& row, const access::Caller& caller) {
    return {.call = {read_summary(row), row.optional_text(19), {}},
            .rights = access::rights_on(caller, row.boolean(20))};
}

}  // namespace

std::vector<CallSummary> summaries(database::Transaction& tx, const std::vector<CallPlace>& places) {
    std::map<std::int64_t, CallSummary> found;
    for (std::size_t begin = 0; begin < places.size(); begin += at_once) {
        std::vector<database::Parameter> numbers;
        for (std::size_t index = begin; index < begin + at_once; ++index) {
            numbers.emplace_back(places[std::min(index, places.size() - 1)].number);
        }
        for (auto& call : tx.all_of(select_some(), numbers, read_summary)) found.emplace(call.number, std::move(call));
    }
    std::vector<CallSummary> calls;
    for (const auto& place : places) calls.push_back(std::move(found.at(place.number)));
    return calls;
}

std::optional<SeenCall> find_seen(database::Transaction& tx, const access::Caller& caller, const CallId& id) {
    auto seen = tx.first(
        select_one(), [&](const Row& row) { return read_seen(row, caller); }, id, caller.member);
    if (!seen) return std::nullopt;
    if (auto transcript = find_transcript(tx, seen->call.number)) seen->call.transcript = std::move(*transcript);
    return seen;
}

std::optional<access::Rights> find_call_rights(database::Transaction& tx, const access::Caller& caller,
                                               const CallId& id) {
    return tx.first(
        select_is_assigned, [&](const Row& row) { return access::rights_on(caller, row.boolean(0)); }, id,
        caller.member);
}

}  // namespace rollcall::calls
