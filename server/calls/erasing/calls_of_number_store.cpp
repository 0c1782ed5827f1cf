#include "calls/erasing/calls_of_number_store.hpp"

#include <fmt/format.h>

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

using database::Parameter;
using database::StatementBuilder;

/// As in the indexes calls_by_from_digits and calls_by_to_digits.
std::string digits_of(std::string_view column) {
    std::string text = fmt::format("c.{}", column);
    for (const std::string_view separator : {" ", "-", "(", ")", "/", "."}) {
        text = fmt::format("replace({}, '{}', '')", text, separator);
    }
    return text;
}

void add_branch(database::SqlFragment& query, std::string_view joins, const std::string& condition,
                const std::vector<Parameter>& values, Time until) {
    if (!query.sql.empty()) query.sql += " UNION ";
    query.sql += fmt::format("SELECT c.number FROM calls c{} WHERE {} AND (c.created_at <= ? OR c.started_at <= ?)",
                             joins, condition);
    query.values.insert(query.values.end(), values.begin(), values.end());
    query.values.insert(query.values.end(), {until, until});
}

void add_branches(database::SqlFragment& query, const std::string& column, const CallsOfNumber& wanted) {
    const auto digits = digits_of(column);
    const auto& writings = wanted.writings;
    std::string marks;
    std::vector<Parameter> international;
    for (const auto& writing : writings.international) {
        marks += marks.empty() ? "?" : ", ?";
        international.emplace_back(writing);
    }
    add_branch(query, "", fmt::format("{} IN ({})", digits, marks), international, wanted.until);
    for (const auto& [begin, end] : writings.sip_addresses) {
        add_branch(query, "", fmt::format("{0} >= ? AND {0} < ?", digits), {begin, end}, wanted.until);
    }
    if (writings.region.empty() || writings.national.empty()) return;
    add_branch(query, " JOIN agents a ON a.id = c.agent_id JOIN companies company ON company.id = a.company_id",
               fmt::format("{} = ? AND company.country = ?", digits), {writings.national, writings.region},
               wanted.until);
}

std::int64_t count(database::Transaction& tx, std::string_view from, const CallsOfNumber& wanted) {
    const auto numbers = select_calls_of_number(wanted);
    StatementBuilder statement(fmt::format("SELECT count(*) FROM {} IN (", from));
    statement.add(numbers).add(")");
    return statement.first(tx, [](const database::Row& row) { return row.integer(0); }).value();
}

}  // namespace

database::SqlFragment select_calls_of_number(const CallsOfNumber& wanted) {
    database::SqlFragment query;
    add_branches(query, "from_number", wanted);
    add_branches(query, "to_number", wanted);
    return query;
}

std::vector<CallRow> list_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted, std::int64_t limit) {
    static const auto select = "SELECT " + database::columns_of<CallRow>("c") + " FROM calls c WHERE c.number IN (";
    StatementBuilder statement(select);
    statement.add(select_calls_of_number(wanted)).add(") ORDER BY c.number LIMIT ?", {limit});
    return statement.all(tx, database::read_row<CallRow>);
}

CallsOfNumberCount count_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted) {
    return {.calls = count(tx, "calls c WHERE c.number", wanted),
            .transcripts = count(tx, "call_transcripts t WHERE t.call_number", wanted),
            .recordings = count(tx, "recordings r WHERE r.blob IS NOT NULL AND r.call_number", wanted)};
}

}  // namespace rollcall::calls
