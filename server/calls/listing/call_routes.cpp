#include "calls/listing/call_routes.hpp"

#include <fmt/format.h>

#include <iterator>
#include <span>
#include <utility>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "calls/call_body.hpp"
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

api::CsvColumns<CallSummaryBody> csv_columns(bool with_minutes) {
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
    if (!with_minutes) return columns;
    columns.push_back(
        {"billable_minutes", [](const CallSummaryBody& call) { return cell(std::optional(call.billable_minutes)); }});
    columns.push_back(
        {"cost_usd", [](const CallSummaryBody& call) { return cell(call.cost_usd.value_or(std::nullopt)); }});
    return columns;
}

/// A page of the file, with the rights that the caller has now. A file whose header has the columns of minutes ends in
/// an error when the permission for them ends.
database::Page<CallSummaryBody> read_csv_page(const access::Context& context, const CallFilter& filter,
                                              bool with_minutes, const database::PageRequest& request) {
    return context.read([&](database::Transaction& tx) {
        const auto caller = access::get_current_caller(tx, context.caller);
        if (with_minutes) access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
        const auto rule = accounts::get_account(tx).rounding_rule;
        auto page = list_calls(tx, caller, filter, request, context.now());
        database::Page<CallSummaryBody> presented;
        presented.next_cursor = std::move(page.next_cursor);
        for (const auto& call : page.items) presented.items.push_back(present_call_summary(call, caller, rule));
        return presented;
    });
}

}  // namespace

http::Response handle_list_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, true);
    const auto filter = read_call_filter(list);
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto rule = accounts::get_account(tx).rounding_rule;
        return api::respond_ok(
            list_calls(tx, context.caller, filter, list.page, context.now()),
            [&](const CallSummary& call) { return present_call_summary(call, context.caller, rule); });
    });
}

http::Response handle_export_calls(const api::Request& request, api::Services& services) {
    const auto list = read_call_list_request(request, false);
    const bool with_minutes = may_view_billable_minutes(request.caller());
    const auto read_page = [context = request.context(services), filter = read_call_filter(list),
                            with_minutes](const database::PageRequest& page) {
        return read_csv_page(context, filter, with_minutes, page);
    };
    return api::respond_csv(
        api::CsvExport<CallSummaryBody>{.name = "calls.csv", .columns = csv_columns(with_minutes), .read = read_page},
        list.page);
}

http::Response handle_get_call(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    return context.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, context.caller, request.id<CallId>(), context.now());
        return api::respond_ok(present_call(call, context.caller, accounts::get_account(tx).rounding_rule));
    });
}

}  // namespace rollcall::calls
