#include "calls/listing/call_routes.hpp"

#include <fmt/format.h>

#include <iterator>
#include <span>
#include <utility>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "api/answer.hpp"
#include "api/csv_file.hpp"
#include "calls/call_body.hpp"
#include "calls/listing/scoped_calls.hpp"
#include "core/enum_names.hpp"

namespace rollcall::calls {

namespace {

api::ListRequest read_call_list_request(const api::Request& request, api::ListOptions::Paging paging) {
    return request.list({.sorts = call_sorts,
                         .default_sort = "-started_at",
                         .sorting = api::ListOptions::Sorting::refused,
                         .filters = call_filters,
                         .paging = paging});
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

struct CsvColumn {
    std::string_view name;
    std::string (*cell)(const CallSummaryBody&);
};

constexpr CsvColumn csv_columns[] = {
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
    // For callers with `view_billable_minutes`.
    {"billable_minutes", [](const CallSummaryBody& call) { return cell(std::optional(call.billable_minutes)); }},
    {"cost_usd", [](const CallSummaryBody& call) { return cell(call.cost_usd.value_or(std::nullopt)); }},
};

std::span<const CsvColumn> choose_csv_columns(bool with_minutes) {
    return std::span(csv_columns).first(std::size(csv_columns) - (with_minutes ? 0 : 2));
}

std::vector<std::string> csv_header(bool with_minutes) {
    std::vector<std::string> names;
    for (const auto& column : choose_csv_columns(with_minutes)) names.emplace_back(column.name);
    return names;
}

std::vector<std::string> csv_cells(const CallSummaryBody& call, bool with_minutes) {
    std::vector<std::string> cells;
    for (const auto& column : choose_csv_columns(with_minutes)) cells.push_back(column.cell(call));
    return cells;
}

/// A page of the file, with the rights that the caller has now. A file whose header has the columns of minutes ends in
/// an error when the permission for them ends.
database::Page<CallSummaryBody> read_csv_page(const access::Context& context, const CallFilter& filter,
                                              bool with_minutes, const database::PageRequest& request) {
    return context.read([&](database::Transaction& tx) {
        const auto caller = access::get_current_caller(tx, context.caller);
        if (with_minutes) access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
        const auto rule = accounts::get(tx).rounding_rule;
        auto page = list_calls(tx, caller, filter, request, context.now());
        database::Page<CallSummaryBody> presented;
        presented.next_cursor = std::move(page.next_cursor);
        for (const auto& call : page.items) presented.items.push_back(present_call_summary(call, caller, rule));
        return presented;
    });
}

}  // namespace

http::Response handle_list_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, api::ListOptions::Paging::offered);
    const auto filter = read_call_filter(list);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto rule = accounts::get(tx).rounding_rule;
        return api::ok(list_calls(tx, context.caller, filter, list.page, context.now()),
                       [&](const CallSummary& call) { return present_call_summary(call, context.caller, rule); });
    });
}

http::Response handle_export_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, api::ListOptions::Paging::refused);
    const bool with_minutes = may_view_billable_minutes(request.caller());
    return api::csv(
        api::CsvFile<CallSummaryBody>{
            .name = "calls.csv",
            .header = csv_header(with_minutes),
            .read =
                [context = request.context(services), filter = read_call_filter(list), with_minutes](
                    const database::PageRequest& page) { return read_csv_page(context, filter, with_minutes, page); },
            .cells = [with_minutes](const CallSummaryBody& call) { return csv_cells(call, with_minutes); },
        },
        list.page);
}

http::Response handle_get_call(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, context.caller, request.id<CallId>(), context.now());
        return api::ok(present_call(call, context.caller, accounts::get(tx).rounding_rule));
    });
}

}  // namespace rollcall::calls
