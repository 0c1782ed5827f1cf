#include "calls/call_view_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/scope_store.hpp"
#include "calls/call_limits.hpp"
#include "calls/transcript.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::database {

/// A transcript is kept as JSON text.
template <>
struct ColumnReader<calls::Transcript> {
    static calls::Transcript read(const Row& row, int column) {
        return calls::transcript_from_text(row.text_view(column));
    }
};

}  // namespace rollcall::database

namespace rollcall::calls {

namespace {

using database::Row;
using database::StatementBuilder;

constexpr database::ColumnExpression summary_expressions[] = {
    {"agent_name", "a.name"},
    {"company_id", "a.company_id"},
    {"company_name", "co.name"},
    {"platform", "cn.platform"},
    {"recording_status", "COALESCE(r.status, 'none')"},
};
constexpr auto from_calls = R"(
    FROM calls c
    JOIN agents a ON a.id = c.agent_id
    JOIN companies co ON co.id = a.company_id
    LEFT JOIN connections cn ON cn.id = c.connection_id
    LEFT JOIN recordings r ON r.call_number = c.number)";
constexpr auto join_transcript = " LEFT JOIN call_transcripts t ON t.call_number = c.number";

std::string call_columns() {
    std::vector expressions(std::begin(summary_expressions), std::end(summary_expressions));
    expressions.push_back({"recording_problem", "r.problem"});
    expressions.push_back({"transcript", "COALESCE(t.turns, '[]')"});
    return database::columns_of<Call>("c", expressions);
}

/// "($1, $2, ...)", for the numbers of one read.
std::string marks_of_numbers() {
    std::string marks = "($1";
    for (std::size_t index = 2; index <= calls_per_read; ++index) marks += fmt::format(", ${}", index);
    return marks + ")";
}

std::string select_summaries() {
    return fmt::format("SELECT {}{} WHERE c.number IN {}", database::columns_of<CallSummary>("c", summary_expressions),
                       from_calls, marks_of_numbers());
}

/// Runs a statement with marks_of_numbers as often as the numbers need; the last one fills what is left.
template <class OnRow>
void read_by_numbers(database::Transaction& tx, const std::string& statement, std::span<const std::int64_t> numbers,
                     OnRow on_row) {
    for (std::size_t begin = 0; begin < numbers.size(); begin += calls_per_read) {
        std::vector<database::Parameter> values;
        for (std::size_t index = begin; index < begin + calls_per_read; ++index) {
            values.emplace_back(numbers[std::min(index, numbers.size() - 1)]);
        }
        tx.all_of(statement, values, [&](const Row& row) {
            on_row(row);
            return 0;
        });
    }
}

}  // namespace

std::vector<CallSummary> list_call_summaries(database::Transaction& tx, std::span<const std::int64_t> numbers) {
    static const auto statement = select_summaries();
    std::map<std::int64_t, CallSummary> found;
    read_by_numbers(tx, statement, numbers, [&](const Row& row) {
        auto call = database::read_row<CallSummary>(row);
        found.emplace(call.number, std::move(call));
    });
    std::vector<CallSummary> calls;
    calls.reserve(numbers.size());
    for (const auto number : numbers) calls.push_back(std::move(found.at(number)));
    return calls;
}

void list_transcripts(database::Transaction& tx, std::span<const std::int64_t> numbers,
                      const std::function<void(std::int64_t, const Transcript&)>& on_transcript) {
    static const auto statement =
        "SELECT call_number, turns FROM call_transcripts WHERE call_number IN " + marks_of_numbers();
    read_by_numbers(tx, statement, numbers,
                    [&](const Row& row) { on_transcript(row.integer(0), transcript_from_text(row.text_view(1))); });
}

std::optional<CallWithRights> find_call(database::Transaction& tx, const access::Caller& caller, const CallId& id,
                                        Time now) {
    static const auto columns = call_columns();
    StatementBuilder statement("SELECT " + columns + ", ");
    statement.add(access::agents_with(caller, {}, now).contains("c.agent_id")).add(from_calls).add(join_transcript);
    return statement.where("c.id = ?", {id}).first(tx, [&](const Row& row) {
        return CallWithRights{database::read_row<Call>(row),
                              access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

std::optional<access::Rights> find_call_rights(database::Transaction& tx, const access::Caller& caller,
                                               const CallId& id, Time now) {
    StatementBuilder statement("SELECT ");
    statement.add(access::agents_with(caller, {}, now).contains("c.agent_id")).add(" FROM calls c");
    return statement.where("c.id = ?", {id}).where("c.agent_id IS NOT NULL").first(tx, [&](const Row& row) {
        return access::rights_on(caller, row.boolean(0));
    });
}

}  // namespace rollcall::calls
