#include "calls/erasing/calls_of_number_store.hpp"

#include <fmt/format.h>

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

using database::Parameter;
using database::StatementBuilder;

constexpr auto select_numbers_after = R"(
    SELECT c.number, c.from_number, c.to_number, c.agent_id,
           (SELECT company.country FROM agents a JOIN companies company ON company.id = a.company_id
            WHERE a.id = c.agent_id)
    FROM calls c WHERE c.number > $1 ORDER BY c.number LIMIT $2)";

/// As in the indexes calls_by_from_digits and calls_by_to_digits.
std::string digits_of(std::string_view column) {
    std::string text = fmt::format("c.{}", column);
    for (const std::string_view separator : {" ", "-", "(", ")", "/", "."}) {
        text = fmt::format("replace({}, '{}', '')", text, separator);
    }
    return text;
}

void add_branch(database::SqlFragment& query, const std::string& condition, const std::vector<Parameter>& values,
                Time until) {
    if (!query.sql.empty()) query.sql += " UNION ";
    query.sql +=
        fmt::format("SELECT c.number FROM calls c WHERE {} AND (c.created_at <= ? OR c.started_at <= ?)", condition);
    query.values.insert(query.values.end(), values.begin(), values.end());
    query.values.insert(query.values.end(), {until, until});
}

struct OneOfTexts {
    std::string marks;
    std::vector<Parameter> values;
};
OneOfTexts one_of(const std::vector<std::string>& texts) {
    OneOfTexts list;
    for (const auto& text : texts) {
        list.marks += list.marks.empty() ? "?" : ", ?";
        list.values.emplace_back(text);
    }
    return list;
}

void add_branches(database::SqlFragment& query, const std::string& column, const CallsOfNumber& wanted) {
    const auto digits = digits_of(column);
    const auto& writings = wanted.writings;
    const auto international = one_of(writings.international);
    add_branch(query, fmt::format("{} IN ({})", digits, international.marks), international.values, wanted.until);
    for (const auto& [begin, end] : writings.sip_addresses) {
        add_branch(query, fmt::format("{0} >= ? AND {0} < ?", digits), {begin, end}, wanted.until);
    }
    if (writings.regions.empty() || writings.national.empty()) return;
    const auto regions = one_of(writings.regions);
    std::vector<Parameter> national{writings.national};
    national.insert(national.end(), regions.values.begin(), regions.values.end());
    // A call whose agent is not known yet may be of each company.
    add_branch(query,
               fmt::format(R"({} = ? AND EXISTS (
            SELECT 1 FROM companies company
            WHERE company.country IN ({})
              AND (c.agent_id IS NULL OR company.id = (SELECT a.company_id FROM agents a WHERE a.id = c.agent_id))))",
                           digits, regions.marks),
               national, wanted.until);
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

std::vector<std::int64_t> list_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted,
                                               std::int64_t limit) {
    StatementBuilder statement;
    statement.add(select_calls_of_number(wanted)).add(" LIMIT ?", {limit});
    return statement.all(tx, [](const database::Row& row) { return row.integer(0); });
}

std::vector<CallRow> list_calls_to_erase(database::Transaction& tx, std::span<const std::int64_t> numbers) {
    if (numbers.empty()) return {};
    static const auto select = "SELECT " + database::columns_of<CallRow>("c") + " FROM calls c WHERE c.number IN (";
    StatementBuilder statement(select);
    for (const auto number : numbers) statement.add(number == numbers.front() ? "?" : ", ?", {number});
    statement.add(") AND (c.from_number IS NOT NULL OR c.to_number IS NOT NULL)");
    return statement.all(tx, database::read_row<CallRow>);
}

std::vector<NumbersOfCall> list_numbers_of_calls_after(database::Transaction& tx, std::int64_t number,
                                                       std::int64_t limit) {
    const auto read = [](const database::Row& row) {
        return NumbersOfCall{row.integer(0), row.optional_text(1), row.optional_text(2), !row.is_null(3),
                             row.optional_text(4)};
    };
    return tx.all(select_numbers_after, read, number, limit);
}

CallsOfNumberCount count_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted) {
    return {.calls = count(tx, "calls c WHERE c.number", wanted),
            .transcripts = count(tx, "call_transcripts t WHERE t.call_number", wanted),
            .recordings = count(tx, "recordings r WHERE r.blob IS NOT NULL AND r.call_number", wanted)};
}

}  // namespace rollcall::calls
