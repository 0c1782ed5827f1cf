#include "usage/usage_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "access/scope_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::usage {

namespace {

using database::StatementBuilder;

struct SummedLine : UsageKeys {
    calls::CallSums sums;
};
BOOST_DESCRIBE_STRUCT(SummedLine, (UsageKeys), (sums))

/// `SUM(table.field) AS field` for each field of CallSums.
std::string sum_columns(std::string_view table) {
    std::string columns;
    boost::mp11::mp_for_each<database::ColumnsOf<calls::CallSums>>([&](auto field) {
        columns += fmt::format("{}SUM({}.{}) AS {}", columns.empty() ? "" : ", ", table, field.name, field.name);
    });
    return columns;
}

/// The parts of the statement for each `GroupBy`. The sums are grouped by `keys` first, over the rows that an index
/// finds, and then, with names, by `group`. The constants make few statements.
struct Grouping {
    std::string_view keys;
    std::string_view keys_without_names;
    std::string_view from;   ///< the rows that are summed up; d are the days
    std::string_view joins;  ///< of the tables with names
    std::string_view group;
    std::string_view order;
    bool has_day = false;
    bool has_agent = false;
    bool has_company = false;
};

// CROSS JOIN: one agent after the other, each with its own days (SQLite keeps this order).
constexpr Grouping by_agent = {
    .keys = "a.id AS agent_id, a.company_id AS company_id",
    .keys_without_names = "a.id, a.company_id",
    .from = "agents a CROSS JOIN agent_days d WHERE d.agent_id = a.id",
    .joins = "JOIN agents a ON a.id = s.agent_id JOIN companies c ON c.id = s.company_id",
    .group = "a.id, a.name, a.name_folded, c.id, c.name",
    .order = "a.name_folded, a.id",
    .has_agent = true,
    .has_company = true,
};
constexpr Grouping by_company = {
    .keys = by_agent.keys,
    .keys_without_names = by_agent.keys_without_names,
    .from = by_agent.from,
    .joins = "JOIN companies c ON c.id = s.company_id",
    .group = "c.id, c.name, c.name_folded",
    .order = "c.name_folded, c.id",
    .has_company = true,
};
constexpr Grouping by_day = {
    .keys = "d.day AS day",
    .keys_without_names = "d.day",
    .from = "agent_days d WHERE TRUE",
    .joins = "",
    .group = "s.day",
    .order = "s.day",
    .has_day = true,
};
constexpr Grouping by_day_and_company = {
    .keys = "d.day AS day, a.company_id AS company_id",
    .keys_without_names = "d.day, a.company_id",
    .from = "agent_days d JOIN agents a ON a.id = d.agent_id WHERE TRUE",
    .joins = "JOIN companies c ON c.id = s.company_id",
    .group = "s.day, c.id, c.name, c.name_folded",
    .order = "s.day, c.name_folded, c.id",
    .has_day = true,
    .has_company = true,
};

const Grouping& grouping_of(GroupBy by) {
    switch (by) {
        case GroupBy::day:
            return by_day;
        case GroupBy::agent:
            return by_agent;
        case GroupBy::company:
            return by_company;
        case GroupBy::day_and_company:
            return by_day_and_company;
    }
    throw std::logic_error("usage by something without a grouping");
}

/// The columns of a line, of the sums s.
std::string line_columns(const Grouping& grouping) {
    std::vector<database::ColumnExpression> expressions;
    const auto add = [&](bool has_value, std::string_view field, std::string_view expression) {
        expressions.push_back({field, has_value ? expression : "NULL"});
    };
    add(grouping.has_day, "day", "s.day");
    add(grouping.has_agent, "agent_id", "a.id");
    add(grouping.has_agent, "agent_name", "a.name");
    add(grouping.has_company, "company_id", "c.id");
    add(grouping.has_company, "company_name", "c.name");
    return database::columns_of<UsageKeys>("s", expressions) + ", " + sum_columns("s");
}

UsageLine read_line(const database::Row& row) {
    const auto line = database::read_row<SummedLine>(row);
    return {line, {line.sums, {}}};
}

std::string_view seconds_column(accounts::RoundingRule rule) {
    switch (rule) {
        case accounts::RoundingRule::per_second:
            return "seconds";
        case accounts::RoundingRule::per_6_seconds:
            return "seconds_by_6";
        case accounts::RoundingRule::per_minute:
            return "seconds_by_60";
    }
    throw std::logic_error("a rounding rule without sums");
}

// The rates with those of their days that are asked for: until the day before the next rate of the company.
constexpr auto select_rate_days = R"(
    SELECT r.company_id, r.from_day, r.price, r.currency,
        CASE WHEN r.from_day > ? THEN r.from_day ELSE ? END AS first_day,
        CASE WHEN n.from_day <= ? THEN n.from_day - 1 ELSE ? END AS last_day
    FROM company_rates r LEFT JOIN company_rates n ON n.company_id = r.company_id AND n.from_day = (
        SELECT MIN(next.from_day) FROM company_rates next
        WHERE next.company_id = r.company_id AND next.from_day > r.from_day))";

/// The parts of the statement with prices. By agent and company the columns of the groups are in the order of the
/// indexes, so that nothing is sorted.
struct PricedGrouping {
    std::string_view day;
    std::string_view id;
    std::string_view group;
};

PricedGrouping priced_grouping_of(GroupBy by) {
    switch (by) {
        case GroupBy::day:
            return {.day = "d.day", .id = "NULL", .group = "d.day, r.currency"};
        case GroupBy::agent:
            return {.day = "NULL", .id = "a.id", .group = "r.company_id, r.from_day, a.name_folded, a.id"};
        case GroupBy::company:
            return {.day = "NULL", .id = "r.company_id", .group = "r.company_id, r.from_day"};
        case GroupBy::day_and_company:
            break;
    }
    throw std::logic_error("prices by something without a grouping");
}

std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }

}  // namespace

PricedSums& PricedSums::operator+=(const PricedSums& other) {
    calls += other.calls;
    price += other.price;
    cost += other.cost;
    costed_calls += other.costed_calls;
    return *this;
}

UsageSums& UsageSums::operator+=(const UsageSums& other) {
    sums += other.sums;
    for (const auto& price : other.prices) add_price(price);
    return *this;
}

void UsageSums::add_price(const PricedSums& price) {
    const auto place = std::ranges::lower_bound(prices, price.currency, {}, &PricedSums::currency);
    if (place != prices.end() && place->currency == price.currency) {
        *place += price;
    } else {
        prices.insert(place, price);
    }
}

std::vector<UsageLine> list_usage_lines(database::Transaction& tx, const access::Caller& caller,
                                        const UsageFilter& filter, Time now) {
    const auto& grouping = grouping_of(filter.by);
    StatementBuilder statement(fmt::format("SELECT {} FROM (SELECT {}, {} FROM {}", line_columns(grouping),
                                           grouping.keys, sum_columns("d"), grouping.from));
    statement.add(" AND d.day >= ? AND d.day <= ?", {number_of(filter.from), number_of(filter.to)});
    const auto scope = access::agents_with(caller, access::Permission::view_billable_minutes, now);
    if (!scope.is_everything()) statement.add(" AND ").add(scope.includes("d.agent_id"));
    if (filter.agent) statement.add(" AND d.agent_id IN (SELECT id FROM agents WHERE id = ?)", {*filter.agent});
    if (filter.company) {
        statement.add(" AND d.agent_id IN (SELECT id FROM agents WHERE company_id = ?)", {*filter.company});
    }
    statement.add(fmt::format(" GROUP BY {}) s {} GROUP BY {} HAVING SUM(s.calls) > 0 ORDER BY {}",
                              grouping.keys_without_names, grouping.joins, grouping.group, grouping.order));
    return statement.all(tx, read_line);
}

std::vector<PricedLine> list_priced_lines(database::Transaction& tx, const access::Caller& caller,
                                          const UsageFilter& filter, accounts::RoundingRule rule, Time now) {
    const auto grouping = priced_grouping_of(filter.by);
    StatementBuilder statement(fmt::format(
        "SELECT {} AS day, {} AS id, MIN(r.currency) AS currency, SUM(d.calls) AS calls, SUM(d.{} * r.price) AS price, "
        "SUM(d.cost) AS cost, SUM(d.costed_calls) AS costed_calls FROM (",
        grouping.day, grouping.id, seconds_column(rule)));
    const auto from = number_of(filter.from);
    const auto to = number_of(filter.to);
    statement.add(select_rate_days, {from, from, to, to});
    statement.add(
        ") r CROSS JOIN agents a CROSS JOIN agent_days d WHERE a.company_id = r.company_id AND "
        "d.agent_id = a.id AND d.day >= r.first_day AND d.day <= r.last_day");
    const auto scope = access::agents_with(caller, access::Permission::view_billable_minutes, now);
    if (!scope.is_everything()) statement.add(" AND ").add(scope.includes("a.id"));
    if (filter.agent) statement.add(" AND a.id = ?", {*filter.agent});
    if (filter.company) statement.add(" AND r.company_id = ?", {*filter.company});
    // Days without a call any more keep a row of zeros.
    statement.add(fmt::format(" GROUP BY {} HAVING SUM(d.calls) > 0", grouping.group));
    return statement.all(tx, database::read_row<PricedLine>);
}

}  // namespace rollcall::usage
