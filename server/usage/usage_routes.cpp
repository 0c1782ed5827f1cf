#include "usage/usage_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe/class.hpp>
#include <set>

#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "calls/billing.hpp"
#include "calls/call_body.hpp"
#include "core/ascii_case.hpp"
#include "core/field_check.hpp"
#include "core/money/currency.hpp"
#include "usage/usage.hpp"
#include "usage/usage_limits.hpp"

namespace rollcall::usage {

namespace {

struct SumsBody {
    std::int64_t calls;
    double billable_minutes;
    std::vector<calls::MoneyBody> prices;
    std::int64_t calls_without_rate;
    http::Maybe<std::optional<double>> cost_usd;  ///< only for administrators, like the next
    http::Maybe<std::int64_t> calls_without_cost;
    http::Maybe<std::optional<double>> margin_usd;
};
BOOST_DESCRIBE_STRUCT(SumsBody, (),
                      (calls, billable_minutes, prices, calls_without_rate, cost_usd, calls_without_cost, margin_usd))

struct KeysBody {
    http::Maybe<std::string> day;
    http::Maybe<std::string> agent_id;
    http::Maybe<std::string> agent_name;
    http::Maybe<std::string> company_id;
    http::Maybe<std::string> company_name;
};
BOOST_DESCRIBE_STRUCT(KeysBody, (), (day, agent_id, agent_name, company_id, company_name))

struct LineBody : KeysBody, SumsBody {};
BOOST_DESCRIBE_STRUCT(LineBody, (KeysBody, SumsBody), ())

struct UsageBody {
    std::string from;
    std::string to;
    GroupBy by;
    std::string time_zone;
    accounts::RoundingRule rounding_rule;
    bool is_being_recalculated;
    std::vector<LineBody> items;
    SumsBody total;
};
BOOST_DESCRIBE_STRUCT(UsageBody, (), (from, to, by, time_zone, rounding_rule, is_being_recalculated, items, total))

constexpr std::string_view parameters[] = {"from", "to", "by", "agent_id", "company_id"};

Day read_day(const api::ListRequest& request, std::string_view name, FieldCheck& check) {
    const auto text = request.filter(name);
    const auto day = text ? parse_day(*text) : std::nullopt;
    if (!text) {
        check.fail(std::string(name), "This is required: a day such as 2026-11-24.");
    } else if (!day) {
        check.fail(std::string(name), "This must be a day such as 2026-11-24.");
    }
    return day.value_or(Day());
}

UsageFilter read_usage_filter(const api::Request& request) {
    const auto list = request.list({.filters = parameters, .offers_paging = false});
    FieldCheck check;
    UsageFilter filter;
    filter.from = read_day(list, "from", check);
    filter.to = read_day(list, "to", check);
    const auto by = list.choice<GroupBy>("by", check);
    if (!list.filter("by")) check.fail("by", "This is required: day, agent, company or day_and_company.");
    check.finish();

    if (filter.to < filter.from) check.fail("to", "This must not be before the first day.");
    if (filter.to - filter.from > std::chrono::days(max_usage_days))
        check.fail("to", fmt::format("This must be at most {} days after the first.", max_usage_days));
    check.finish();

    filter.by = *by;
    if (const auto agent = list.filter("agent_id")) filter.agent = AgentId(*agent);
    if (const auto company = list.filter("company_id")) filter.company = CompanyId(*company);
    return filter;
}

/// How a request's lines are presented.
struct Presentation {
    accounts::RoundingRule rule;
    bool with_cost;
};

/// The price in dollars less the cost of its calls; nothing unless the cost of each of them is known, since the price
/// of those with a cost is not summed up apart.
std::optional<double> margin_in_usd(const UsageSums& line) {
    const auto dollars = std::ranges::find(line.prices, "USD", &PricedSums::currency);
    if (dollars == line.prices.end() || dollars->costed_calls < dollars->calls) return std::nullopt;
    const auto margin = calls::margin_of(calls::round_price(dollars->price, dollars->currency), dollars->cost);
    return margin ? std::optional(calls::to_dollars(*margin)) : std::nullopt;
}

SumsBody present_sums(const UsageSums& line, const Presentation& presentation) {
    const auto& sums = line.sums;
    SumsBody body{
        .calls = sums.calls,
        .billable_minutes = calls::billable_minutes(choose_billable_seconds(sums, presentation.rule)),
        .prices = {},
        .calls_without_rate = sums.calls,
        .cost_usd = {},
        .calls_without_cost = {},
        .margin_usd = {},
    };
    for (const auto& price : line.prices) {
        body.prices.push_back(calls::present_money(calls::round_price(price.price, price.currency)));
        body.calls_without_rate -= price.calls;
    }
    if (!presentation.with_cost) return body;
    body.cost_usd.emplace();
    if (sums.costed_calls > 0) *body.cost_usd = calls::to_dollars(sums.cost);
    body.calls_without_cost = sums.calls - sums.costed_calls;
    body.margin_usd = http::Maybe<std::optional<double>>(std::in_place, margin_in_usd(line));
    return body;
}

LineBody present_line(const UsageLine& line, const Presentation& presentation) {
    return {{
                .day = line.day ? std::optional(format_day(*line.day)) : std::nullopt,
                .agent_id = line.agent_id,
                .agent_name = line.agent_name,
                .company_id = line.company_id,
                .company_name = line.company_name,
            },
            present_sums(line.sums, presentation)};
}

Presentation presentation_for(const api::Request& request, const Usage& usage) {
    return {usage.account.rounding_rule, calls::may_view_cost(request.caller())};
}

std::string dollar_cell(const http::Maybe<std::optional<double>>& dollars) {
    const auto amount = dollars.value_or(std::nullopt);
    return amount ? fmt::format("{:.6f}", *amount) : "";
}

/// The price in one currency, with all of its decimals.
std::string price_cell(const LineBody& line, const std::string& currency) {
    const auto price = std::ranges::find(line.prices, currency, &calls::MoneyBody::currency);
    return price == line.prices.end() ? "" : fmt::format("{:.{}f}", price->amount, decimals_of_currency(currency));
}

/// A column for the price in each currency that there is: sums of one column are of one currency.
api::CsvColumns<LineBody> csv_columns(const std::vector<LineBody>& lines, bool with_cost) {
    api::CsvColumns<LineBody> columns = {
        {"day", [](const LineBody& line) { return line.day.value_or(""); }},
        {"agent_id", [](const LineBody& line) { return line.agent_id.value_or(""); }},
        {"agent_name", [](const LineBody& line) { return line.agent_name.value_or(""); }},
        {"company_id", [](const LineBody& line) { return line.company_id.value_or(""); }},
        {"company_name", [](const LineBody& line) { return line.company_name.value_or(""); }},
        {"calls", [](const LineBody& line) { return std::to_string(line.calls); }},
        {"billable_minutes", [](const LineBody& line) { return fmt::format("{:.2f}", line.billable_minutes); }},
        {"calls_without_rate", [](const LineBody& line) { return std::to_string(line.calls_without_rate); }},
    };
    std::set<std::string> currencies;
    for (const auto& line : lines) {
        for (const auto& price : line.prices) currencies.insert(price.currency);
    }
    for (const auto& currency : currencies) {
        columns.push_back({"price_" + lower_ascii(currency),
                           [currency](const LineBody& line) { return price_cell(line, currency); }});
    }
    if (!with_cost) return columns;
    columns.push_back({"cost_usd", [](const LineBody& line) { return dollar_cell(line.cost_usd); }});
    columns.push_back({"calls_without_cost",
                       [](const LineBody& line) { return std::to_string(line.calls_without_cost.value_or(0)); }});
    columns.push_back({"margin_usd", [](const LineBody& line) { return dollar_cell(line.margin_usd); }});
    return columns;
}

}  // namespace

http::Response handle_get_usage(const api::Request& request, api::Services& services) {
    const auto filter = read_usage_filter(request);
    const auto usage = get_usage(request.context(services), filter);
    const auto presentation = presentation_for(request, usage);
    UsageBody body{.from = format_day(filter.from),
                   .to = format_day(filter.to),
                   .by = filter.by,
                   .time_zone = usage.account.time_zone,
                   .rounding_rule = presentation.rule,
                   .is_being_recalculated = usage.is_being_recalculated,
                   .items = {},
                   .total = {}};
    UsageSums total;
    for (const auto& line : usage.lines) {
        body.items.push_back(present_line(line, presentation));
        total += line.sums;
    }
    body.total = present_sums(total, presentation);
    return api::respond_ok(body);
}

http::Response handle_export_usage(const api::Request& request, api::Services& services) {
    const auto usage = get_usage(request.context(services), read_usage_filter(request));
    const auto presentation = presentation_for(request, usage);
    std::vector<LineBody> lines;
    for (const auto& line : usage.lines) lines.push_back(present_line(line, presentation));
    return api::respond_csv("usage.csv", csv_columns(lines, presentation.with_cost), lines);
}

}  // namespace rollcall::usage
