#include "calls/listing/call_routes.hpp"

#include <fmt/format.h>

#include <utility>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "api/answer.hpp"
#include "api/csv_file.hpp"
#include "calls/call_body.hpp"
#include "calls/listing/scoped_calls.hpp"
#include "calls/names.hpp"
#include "calls/seen_calls.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

namespace {

api::ListRequest asked_of(const api::Request& request, api::ListOptions::Paging paging) {
    return request.list({.sorts = call_sorts,
                         .default_sort = "-started_at",
                         .sorting = api::ListOptions::Sorting::refused,
                         .filters = call_filters,
                         .paging = paging});
}

template <class Value>
std::string cell(const std::optional<Value>& value) {
    return value ? fmt::format("{}", *value) : "";
}

enum class Minutes { hidden, shown };

std::vector<std::string> header(Minutes minutes) {
    std::vector<std::string> names{
        "id",        "started_at",       "ended_at",    "agent",     "company", "platform", "status",
        "direction", "duration_seconds", "from_number", "to_number", "outcome", "summary",  "recording_status"};
    if (minutes == Minutes::shown) names.insert(names.end(), {"billable_minutes", "cost_usd"});
    return names;
}

std::vector<std::string> cells_of(const CallSummaryBody& call, Minutes minutes) {
    std::vector<std::string> cells{
        call.id.text(),
        to_rfc3339(call.started_at),
        call.ended_at ? to_rfc3339(*call.ended_at) : "",
        call.agent_name,
        call.company_name,
        call.platform.value_or(""),
        std::string(name_of(call.status)),
        cell(name_of(call.direction)),
        cell(call.duration_seconds),
        call.from_number.value_or(""),
        call.to_number.value_or(""),
        cell(name_of(call.outcome)),
        call.summary.value_or(""),
        std::string(name_of(call.recording_status)),
    };
    if (minutes == Minutes::shown) {
        cells.push_back(cell(std::optional<double>(call.billable_minutes)));
        cells.push_back(cell(call.cost_usd.value_or(std::nullopt)));
    }
    return cells;
}

/// A page of the file, as the caller may see it now. What the columns promise is theirs to the end, or there is none.
database::Page<CallSummaryBody> read_page(database::Transaction& tx, const access::Caller& begun_by,
                                          const CallFilter& filter, Minutes minutes,
                                          const database::PageRequest& request) {
    const auto caller = access::get_current_caller(tx, begun_by);
    if (minutes == Minutes::shown) access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
    const auto rule = accounts::get(tx).rounding_rule;
    auto page = list(tx, caller, filter, request);
    database::Page<CallSummaryBody> presented;
    presented.next_cursor = std::move(page.next_cursor);
    for (const auto& call : page.items) presented.items.push_back(present(call, caller, rule));
    return presented;
}

}  // namespace

http::Response list_calls(const api::Request& request, api::Services& services) {
    const auto asked = asked_of(request, api::ListOptions::Paging::offered);
    const auto filter = read_filter(asked);
    const auto& caller = request.caller();
    return services.database.read([&](database::Transaction& tx) {
        const auto rule = accounts::get(tx).rounding_rule;
        return api::ok(list(tx, caller, filter, asked.page),
                       [&](const CallSummary& call) { return present(call, caller, rule); });
    });
}

http::Response export_calls(const api::Request& request, api::Services& services) {
    const auto asked = asked_of(request, api::ListOptions::Paging::refused);
    const auto& caller = request.caller();
    const auto minutes = may_view_minutes(caller) ? Minutes::shown : Minutes::hidden;
    return api::csv(
        api::CsvFile<CallSummaryBody>{
            .name = "calls.csv",
            .header = header(minutes),
            .read =
                [&services, filter = read_filter(asked), caller, minutes](const database::PageRequest& page) {
                    return services.database.read(
                        [&](database::Transaction& tx) { return read_page(tx, caller, filter, minutes, page); });
                },
            .cells = [minutes](const CallSummaryBody& call) { return cells_of(call, minutes); },
        },
        asked.page);
}

http::Response show_call(const api::Request& request, api::Services& services) {
    const auto& caller = request.caller();
    return services.database.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, caller, request.id<CallId>());
        return api::ok(present(call, caller, accounts::get(tx).rounding_rule));
    });
}

}  // namespace rollcall::calls
