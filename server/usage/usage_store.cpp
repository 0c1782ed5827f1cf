#include "usage/usage_store.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace rollcall::usage {

namespace {

using database::Parameter;

// How it is summed up, for each way to ask: first by `keys`, over what an index leads to, and then, with names, by
// `group`. What a line has no name for is NULL. Each text is a constant, so that few statements are prepared.
struct Shape {
    std::string_view keys;
    std::string_view grouped_by;  // the same, without their names
    std::string_view from;        // what is summed up; d are the days
    std::string_view names;
    std::string_view named_by;  // joins
    std::string_view group;
    std::string_view order;
};

// CROSS JOIN: agent after agent, each by its own days (SQLite keeps to that order).
constexpr Shape by_agent = {
    .keys = "a.id AS agent_id, a.company_id AS company_id",
    .grouped_by = "a.id, a.company_id",
    .from = "agents a CROSS JOIN agent_days d WHERE d.agent_id = a.id",
    .names = "NULL, a.id, a.name, c.id, c.name",
    .named_by = "JOIN agents a ON a.id = s.agent_id JOIN companies c ON c.id = s.company_id",
    .group = "a.id, a.name, a.name_folded, c.id, c.name",
    .order = "a.name_folded, a.id",
};
constexpr Shape by_company = {
    .keys = by_agent.keys,
    .grouped_by = by_agent.grouped_by,
    .from = by_agent.from,
    .names = "NULL, NULL, NULL, c.id, c.name",
    .named_by = "JOIN companies c ON c.id = s.company_id",
    .group = "c.id, c.name, c.name_folded",
    .order = "c.name_folded, c.id",
};
constexpr Shape by_day = {
    .keys = "d.day AS day",
    .grouped_by = "d.day",
    .from = "agent_days d WHERE TRUE",
    .names = "s.day, NULL, NULL, NULL, NULL",
    .named_by = "",
    .group = "s.day",
    .order = "s.day",
};
constexpr Shape by_day_and_company = {
    .keys = "d.day AS day, a.company_id AS company_id",
    .grouped_by = "d.day, a.company_id",
    .from = "agent_days d JOIN agents a ON a.id = d.agent_id WHERE TRUE",
    .names = "s.day, NULL, NULL, c.id, c.name",
    .named_by = "JOIN companies c ON c.id = s.company_id",
    .group = "s.day, c.id, c.name, c.name_folded",
    .order = "s.day, c.name_folded, c.id",
};

const Shape& shape_of(By by) {
    switch (by) {
        case By::day:
            return by_day;
        case By::agent:
            return by_agent;
        case By::company:
            return by_company;
        case By::day_and_company:
            return by_day_and_company;
    }
    throw std::logic_error("usage by something without a shape");
}

// The keys of the sums, where they come from and on what conditions, how they are grouped.
constexpr auto sums = R"(
    SELECT {}, SUM(d.calls) AS calls, SUM(d.seconds) AS seconds, SUM(d.seconds_by_6) AS seconds_by_6,
           SUM(d.seconds_by_60) AS seconds_by_60, SUM(d.cost) AS cost, SUM(d.costed_calls) AS costed_calls
    FROM {} AND d.day >= $1 AND d.day <= $2{} GROUP BY {})";
constexpr auto statement = R"(
    SELECT {}, SUM(s.calls), SUM(s.seconds), SUM(s.seconds_by_6), SUM(s.seconds_by_60), SUM(s.cost), SUM(s.costed_calls)
    FROM ({}) s {} GROUP BY {} HAVING SUM(s.calls) > 0 ORDER BY {})";

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
    const auto keep = [&](std::string_view agents, const Parameter& value) {
        values.push_back(value);
        conditions += fmt::format(" AND d.agent_id IN (SELECT {} = ${})", agents, values.size());
    };
    if (!caller.is_administrator()) keep("agent_id FROM member_agents WHERE member_id", caller.member);
    if (question.agent) keep("id FROM agents WHERE id", *question.agent);
    if (question.company) keep("id FROM agents WHERE company_id", *question.company);

    const auto& shape = shape_of(question.by);
    const auto summed = fmt::format(sums, shape.keys, shape.from, conditions, shape.grouped_by);
    return tx.all_of(fmt::format(statement, shape.names, summed, shape.named_by, shape.group, shape.order), values,
                     read_line);
}

}  // namespace rollcall::usage
