#include "usage/usage_routes.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "api/answer.hpp"
#include "calls/billing.hpp"
#include "core/csv.hpp"
#include "core/field_check.hpp"
#include "usage/usage.hpp"

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
    By by;
    std::string time_zone;
    accounts::RoundingRule rounding_rule;
    std::vector<LineBody> items;
    SumsBody total;
};
BOOST_DESCRIBE_STRUCT(UsageBody, (), (from, to, by, time_zone, rounding_rule, items, total))

constexpr std::string_view parameters[] = {"from", "to", "by", "agent_id", "company_id"};

Day read_day(const api::ListRequest& asked, std::string_view name, FieldCheck& check) {
    const auto text = asked.filter(name);
    const auto day = text ? day_from_text(*text) : std::nullopt;
    if (!text) {
        check.fail(std::string(name), "This is required: a day such as 2026-11-24.");
    } else if (!day) {
        check.fail(std::string(name), "This must be a day such as 2026-11-24.");
    }
    return day.value_or(Day());
}

Question read_question(const api::Request& request) {
    const auto asked = request.list({.filters = parameters, .paging = api::ListOptions::Paging::refused});
    FieldCheck check;
    Question question;
    question.from = read_day(asked, "from", check);
    question.to = read_day(asked, "to", check);
    const auto by = asked.choice<By>("by", check);
    if (!asked.filter("by")) check.fail("by", "This is required: day, agent, company or day_and_company.");
    check.finish();

    if (question.to < question.from) check.fail("to", "This must not be before the first day.");
    if (question.to - question.from > std::chrono::days(most_days))
        check.fail("to", fmt::format("This must be at most {} days after the first.", most_days));
    check.finish();

    question.by = *by;
    if (const auto agent = asked.filter("agent_id")) question.agent = AgentId(*agent);
    if (const auto company = asked.filter("company_id")) question.company = CompanyId(*company);
    return question;
}

std::optional<double> cost_usd(const calls::CallSums& sums) {
    constexpr double millionths = 1'000'000;
    if (sums.costed_calls == 0) return std::nullopt;
    return static_cast<double>(sums.cost) / millionths;
}

SumsBody present(const calls::CallSums& sums, accounts::RoundingRule rule) {
    return {sums.calls, calls::billable_minutes(billable_seconds(sums, rule)), cost_usd(sums)};
}

LineBody present(const Line& line, accounts::RoundingRule rule) {
    const auto sums = present(line.sums, rule);
    LineBody body{{}, {}, {}, {}, {}, sums.calls, sums.billable_minutes, sums.cost_usd};
    if (line.day) body.day = to_text(*line.day);
    if (line.agent) {
        body.agent_id = line.agent->id;
        body.agent_name = line.agent->name;
    }
    if (line.company) {
        body.company_id = line.company->id;
        body.company_name = line.company->name;
    }
    return body;
}

Usage read_usage(const api::Request& request, api::Services& services, const Question& question) {
    return services.database.read([&](database::Transaction& tx) { return get_usage(tx, request.caller(), question); });
}

std::string csv_of(const Usage& usage) {
    auto text = std::string(csv_beginning) + csv_line({"day", "agent_id", "agent_name", "company_id", "company_name",
                                                       "calls", "billable_minutes", "cost_usd"});
    for (const auto& line : usage.lines) {
        const auto body = present(line, usage.account.rounding_rule);
        text += csv_line({body.day.value_or(""), body.agent_id.value_or(""), body.agent_name.value_or(""),
                          body.company_id.value_or(""), body.company_name.value_or(""), std::to_string(body.calls),
                          fmt::format("{:.2f}", body.billable_minutes),
                          body.cost_usd ? fmt::format("{:.6f}", *body.cost_usd) : ""});
    }
    return text;
}

}  // namespace

http::Response show_usage(const api::Request& request, api::Services& services) {
    const auto question = read_question(request);
    const auto usage = read_usage(request, services, question);
    const auto rule = usage.account.rounding_rule;
    UsageBody body{to_text(question.from), to_text(question.to), question.by, usage.account.time_zone, rule, {}, {}};
    calls::CallSums total;
    for (const auto& line : usage.lines) {
        body.items.push_back(present(line, rule));
        total += line.sums;
    }
    body.total = present(total, rule);
    return api::ok(body);
}

http::Response export_usage(const api::Request& request, api::Services& services) {
    const auto usage = read_usage(request, services, read_question(request));
    http::Response response{200, {}, csv_of(usage)};
    response.set("Content-Type", "text/csv; charset=utf-8; header=present");
    response.set("Content-Disposition", "attachment; filename=\"usage.csv\"");
    return response;
}

}  // namespace rollcall::usage
