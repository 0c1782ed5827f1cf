#include "usage/usage_store.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace rollcall::usage {

namespace {

using database::Parameter;

// What is summed up, for each way to ask: the columns that name a line, and its place. What a line has no name for is
// NULL. Each text is a constant, so that few statements are prepared.
struct Shape {
    std::string_view names;
    std::string_view group;
    std::string_view order;
};

Shape shape_of(By by) {
    switch (by) {
        case By::day:
            return {"d.day, NULL, NULL, NULL, NULL", "d.day", "d.day"};
        case By::agent:
            return {"NULL, a.id, a.name, c.id, c.name", "a.id, a.name, a.name_folded, c.id, c.name",
                    "a.name_folded, a.id"};
        case By::company:
            return {"NULL, NULL, NULL, c.id, c.name", "c.id, c.name, c.name_folded", "c.name_folded, c.id"};
        case By::day_and_company:
            return {"d.day, NULL, NULL, c.id, c.name", "d.day, c.id, c.name, c.name_folded",
                    "d.day, c.name_folded, c.id"};
    }
    throw std::logic_error("usage by something without a shape");
}

constexpr auto statement = R"(
    SELECT {}, SUM(d.calls), SUM(d.seconds), SUM(d.seconds_by_6), SUM(d.seconds_by_60), SUM(d.cost), SUM(d.costed_calls)
    FROM agent_days d JOIN agents a ON a.id = d.agent_id JOIN companies c ON c.id = a.company_id
    WHERE d.day >= $1 AND d.day <= $2{}
    GROUP BY {} HAVING SUM(d.calls) > 0 ORDER BY {})";

std::optional<Named> read_named(const database::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Named{row.text(column), row.text(column + 1)};
}

Line read_line(const database::Row& row) {
    return {
        .day = row.is_null(0) ? std::nullopt : std::optional(Day(std::chrono::days(row.integer(0)))),
        .agent = read_named(row, 1),
        .company = read_named(row, 3),
        .sums = {.calls = row.integer(5),
                 .seconds = row.integer(6),
                 .seconds_by_6 = row.integer(7),
                 .seconds_by_60 = row.integer(8),
                 .cost = row.integer(9),
                 .costed_calls = row.integer(10)},
    };
}

std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }

}  // namespace

std::vector<Line> sum_up(database::Transaction& tx, const access::Caller& caller, const Question& question) {
    std::vector<Parameter> values{number_of(question.from), number_of(question.to)};
    std::string conditions;
    const auto keep = [&](std::string_view condition, const Parameter& value) {
        values.push_back(value);
        conditions += fmt::format(" AND {} ${})", condition, values.size());
    };
    if (!caller.is_administrator())
        keep("d.agent_id IN (SELECT agent_id FROM member_agents WHERE member_id =", caller.member);
    if (question.agent) keep("(d.agent_id =", *question.agent);
    if (question.company) keep("(a.company_id =", *question.company);

    const auto shape = shape_of(question.by);
    return tx.all_of(fmt::format(statement, shape.names, conditions, shape.group, shape.order), values, read_line);
}

}  // namespace rollcall::usage
