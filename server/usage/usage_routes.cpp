#include "usage/usage_routes.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "calls/billing.hpp"
#include "core/field_check.hpp"
#include "usage/usage.hpp"
#include "usage/usage_limits.hpp"

namespace rollcall::usage {

namespace {

struct SumsBody {
    std::int64_t calls;
    double billable_minutes;
    std::optional<double> cost_usd;
};
BOOST_DESCRIBE_STRUCT(SumsBody, (), (calls, billable_minutes, cost_usd))

struct LineBody {
    http::Maybe<std::string> day;
    http::Maybe<std::string> agent_id;
    http::Maybe<std::string> agent_name;
    http::Maybe<std::string> company_id;
    http::Maybe<std::string> company_name;
    std::int64_t calls;
    double billable_minutes;
    std::optional<double> cost_usd;
};
BOOST_DESCRIBE_STRUCT(LineBody, (),
                      (day, agent_id, agent_name, company_id, company_name, calls, billable_minutes, cost_usd))

struct UsageBody {
    std::string from;
    std::string to;
    GroupBy by;
    std::string time_zone;
    accounts::RoundingRule rounding_rule;
    std::vector<LineBody> items;
    SumsBody total;
};
BOOST_DESCRIBE_STRUCT(UsageBody, (), (from, to, by, time_zone, rounding_rule, items, total))

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

std::optional<double> cost_in_usd(const calls::CallSums& sums) {
    constexpr double millionths = 1'000'000;
    if (sums.costed_calls == 0) return std::nullopt;
    return static_cast<double>(sums.cost) / millionths;
}

SumsBody present_sums(const calls::CallSums& sums, accounts::RoundingRule rule) {
    return {sums.calls, calls::billable_minutes(choose_billable_seconds(sums, rule)), cost_in_usd(sums)};
}

LineBody present_line(const UsageLine& line, accounts::RoundingRule rule) {
    const auto sums = present_sums(line.sums, rule);
    return {
        .day = line.day ? std::optional(format_day(*line.day)) : std::nullopt,
        .agent_id = line.agent_id,
        .agent_name = line.agent_name,
        .company_id = line.company_id,
        .company_name = line.company_name,
        .calls = sums.calls,
        .billable_minutes = sums.billable_minutes,
        .cost_usd = sums.cost_usd,
    };
}

api::CsvColumns<LineBody> csv_columns() {
    return {
        {"day", [](const LineBody& line) { return line.day.value_or(""); }},
        {"agent_id", [](const LineBody& line) { return line.agent_id.value_or(""); }},
        {"agent_name", [](const LineBody& line) { return line.agent_name.value_or(""); }},
        {"company_id", [](const LineBody& line) { return line.company_id.value_or(""); }},
        {"company_name", [](const LineBody& line) { return line.company_name.value_or(""); }},
        {"calls", [](const LineBody& line) { return std::to_string(line.calls); }},
        {"billable_minutes", [](const LineBody& line) { return fmt::format("{:.2f}", line.billable_minutes); }},
        {"cost_usd", [](const LineBody& line) { return line.cost_usd ? fmt::format("{:.6f}", *line.cost_usd) : ""; }},
    };
}

}  // namespace

http::Response handle_get_usage(const api::Request& request, api::Services& services) {
    const auto filter = read_usage_filter(request);
    const auto usage = get_usage(request.context(services), filter);
    const auto rule = usage.account.rounding_rule;
    UsageBody body{format_day(filter.from), format_day(filter.to), filter.by, usage.account.time_zone, rule, {}, {}};
    calls::CallSums total;
    for (const auto& line : usage.lines) {
        body.items.push_back(present_line(line, rule));
        total += line.sums;
    }
    body.total = present_sums(total, rule);
    return api::respond_ok(body);
}

http::Response handle_export_usage(const api::Request& request, api::Services& services) {
    const auto usage = get_usage(request.context(services), read_usage_filter(request));
    std::vector<LineBody> lines;
    for (const auto& line : usage.lines) lines.push_back(present_line(line, usage.account.rounding_rule));
    return api::respond_csv("usage.csv", csv_columns(), lines);
}

}  // namespace rollcall::usage
