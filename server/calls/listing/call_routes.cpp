#include "calls/listing/call_routes.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>
#include <iterator>
#include <map>
#include <ranges>
#include <span>
#include <utility>

#include "access/decision.hpp"
#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "calls/call_body.hpp"
#include "calls/call_limits.hpp"
#include "calls/listing/scoped_calls.hpp"
#include "core/enum_names.hpp"

namespace rollcall::calls {

namespace {

api::ListRequest read_call_list_request(const api::Request& request, bool offers_paging) {
    return request.list({.sorts = call_sorts,
                         .default_sort = "-started_at",
                         .offers_sort = false,
                         .filters = call_filters,
                         .offers_paging = offers_paging});
}

/// For what is not a list, but takes its filters.
CallFilter read_filter_only(const api::Request& request) {
    return read_call_filter(request.list({.filters = call_filters, .offers_paging = false}));
}

struct DayBody {
    std::string day;
    std::int64_t calls;
};
BOOST_DESCRIBE_STRUCT(DayBody, (), (day, calls))

struct CallsPerDayBody {
    std::string from;
    std::string to;
    std::string time_zone;
    std::vector<DayBody> items;
    std::optional<std::string> counted_from;
};
BOOST_DESCRIBE_STRUCT(CallsPerDayBody, (), (from, to, time_zone, items, counted_from))

struct NeighboursBody {
    std::optional<CallId> newer_id;
    std::optional<CallId> older_id;
};
BOOST_DESCRIBE_STRUCT(NeighboursBody, (), (newer_id, older_id))

std::map<std::int64_t, Snippet> list_snippets_of_page(database::Transaction& tx,
                                                      const database::Page<CallSummary>& page,
                                                      const CallFilter& filter) {
    if (!filter.words) return {};
    std::vector<std::int64_t> numbers;
    for (const auto& call : page.items | std::views::take(max_snippets_of_page)) numbers.push_back(call.number);
    return list_snippets(tx, numbers, *filter.words);
}

std::string cell(const std::string& text) { return text; }
std::string cell(double number) { return fmt::format("{}", number); }
std::string cell(Time time) { return to_rfc3339(time); }
template <DescribedEnum E>
std::string cell(E value) {
    return std::string(enum_name(value));
}
template <class T>
std::string cell(const std::optional<T>& value) {
    return value ? cell(*value) : "";
}

template <class Field>
std::string price_cell(const CallSummaryBody& call, Field MoneyBody::*field) {
    const auto price = call.price.value_or(std::nullopt);
    return price ? cell((*price).*field) : "";
}

/// The columns that not every caller may see.
struct MoneyColumns {
    bool minutes = false;
    bool cost = false;
};

api::CsvColumns<CallSummaryBody> csv_columns(MoneyColumns money) {
    api::CsvColumns<CallSummaryBody> columns = {
        {"id", [](const CallSummaryBody& call) { return call.id.text(); }},
        {"started_at", [](const CallSummaryBody& call) { return cell(call.started_at); }},
        {"ended_at", [](const CallSummaryBody& call) { return cell(call.ended_at); }},
        {"agent", [](const CallSummaryBody& call) { return call.agent_name; }},
        {"company", [](const CallSummaryBody& call) { return call.company_name; }},
        {"platform", [](const CallSummaryBody& call) { return cell(call.platform); }},
        {"status", [](const CallSummaryBody& call) { return cell(call.status); }},
        {"direction", [](const CallSummaryBody& call) { return cell(call.direction); }},
        {"duration_seconds", [](const CallSummaryBody& call) { return cell(call.duration_seconds); }},
        {"from_number", [](const CallSummaryBody& call) { return cell(call.from_number); }},
        {"to_number", [](const CallSummaryBody& call) { return cell(call.to_number); }},
        {"outcome", [](const CallSummaryBody& call) { return cell(call.outcome); }},
        {"summary", [](const CallSummaryBody& call) { return cell(call.summary); }},
        {"recording_status", [](const CallSummaryBody& call) { return cell(call.recording_status); }},
    };
    if (money.minutes) {
        columns.push_back({"billable_minutes",
                           [](const CallSummaryBody& call) { return cell(std::optional(call.billable_minutes)); }});
        columns.push_back({"price", [](const CallSummaryBody& call) { return price_cell(call, &MoneyBody::amount); }});
        columns.push_back(
            {"currency", [](const CallSummaryBody& call) { return price_cell(call, &MoneyBody::currency); }});
    }
    if (money.cost) {
        columns.push_back(
            {"cost_usd", [](const CallSummaryBody& call) { return cell(call.cost_usd.value_or(std::nullopt)); }});
        columns.push_back(
            {"margin_usd", [](const CallSummaryBody& call) { return cell(call.margin_usd.value_or(std::nullopt)); }});
    }
    return columns;
}

/// A file whose header has columns that the caller may no longer see ends in an error.
void require_columns(const access::Caller& caller, MoneyColumns money) {
    if (money.minutes) access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
    if (money.cost) access::require(caller, access::Action::view_cost, access::rights_in_scope(caller));
}

/// A page of the file.
database::Page<CallSummaryBody> read_csv_page(const access::Context& context, const CallFilter& filter,
                                              const database::PageRequest& request) {
    const auto& caller = context.caller;
    return context.read([&](database::Transaction& tx) {
        auto page = list_calls(tx, caller, filter, request, context.now());
        database::Page<CallSummaryBody> presented;
        presented.next_cursor = std::move(page.next_cursor);
        const auto billing = read_billing(tx, caller, page.items);
        for (const auto& call : page.items) presented.items.push_back(present_call_summary(call, caller, billing));
        return presented;
    });
}

}  // namespace

http::Response handle_list_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, true);
    const auto filter = read_call_filter(list);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto page = list_calls(tx, context.caller, filter, list.page, context.now());
        const auto billing = read_billing(tx, context.caller, page.items);
        auto snippets = list_snippets_of_page(tx, page, filter);
        return api::respond_ok(page, [&](const CallSummary& call) {
            auto body = present_call_summary(call, context.caller, billing);
            const auto snippet = snippets.find(call.number);
            if (snippet != snippets.end()) body.snippet = std::move(snippet->second);
            return body;
        });
    });
}

http::Response handle_count_calls(const api::Request& request, api::Services& services) {
    const auto filter = read_filter_only(request);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        return api::respond_ok(count_matching_calls(tx, context.caller, filter, context.now()));
    });
}

http::Response handle_count_calls_per_day(const api::Request& request, api::Services& services) {
    const auto filter = read_filter_only(request);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto time_zone = accounts::get_account(tx).time_zone;
        const auto counted = count_calls_per_day(tx, context.caller, filter, time_zone, context.now());
        CallsPerDayBody body{format_day(counted.from), format_day(counted.to), time_zone, {}, {}};
        for (const auto& [day, calls] : counted.days) body.items.push_back({format_day(day), calls});
        if (counted.counted_from) body.counted_from = format_day(*counted.counted_from);
        return api::respond_ok(body);
    });
}

http::Response handle_find_call_neighbours(const api::Request& request, api::Services& services) {
    const auto filter = read_filter_only(request);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto found = find_call_neighbours(tx, context.caller, filter, request.id<CallId>(), context.now());
        return api::respond_ok(NeighboursBody{found.newer, found.older});
    });
}

http::Response handle_export_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, false);
    const auto filter = read_call_filter(list);
    const auto context = request.context(services);
    const MoneyColumns money{.minutes = may_view_billable_minutes(request.caller()),
                             .cost = may_view_cost(request.caller())};
    const auto require = [money](const access::Context& current) { require_columns(current.caller, money); };
    const auto read_page = [filter](const access::Context& current, const database::PageRequest& page) {
        return read_csv_page(current, filter, page);
    };
    return api::respond_csv(api::CsvExport<CallSummaryBody>{.name = "calls.csv",
                                                            .columns = csv_columns(money),
                                                            .context = context,
                                                            .require = require,
                                                            .read = read_page},
                            list.page);
}

http::Response handle_get_call(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, context.caller, request.id<CallId>(), context.now());
        return api::respond_ok(present_call(call, context.caller, read_billing(tx, context.caller, call)));
    });
}

}  // namespace rollcall::calls
