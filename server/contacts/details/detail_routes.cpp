#include "contacts/details/detail_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "audit/audit_store.hpp"
#include "calls/call_body.hpp"
#include "contacts/details/contact_details.hpp"

namespace rollcall::contacts {

namespace {

/// Without addresses and devices, which are for administrators.
struct HistoryEntryBody {
    std::string id;
    Time happened_at;
    MemberId actor_id;
    std::optional<std::string> actor_name;
    std::optional<audit::ActorKind> actor_kind;
    std::string action;
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(HistoryEntryBody, (), (id, happened_at, actor_id, actor_name, actor_kind, action, fields))

HistoryEntryBody present_entry(const audit::Entry& entry) {
    return {.id = entry.id,
            .happened_at = entry.happened_at,
            .actor_id = entry.actor_id,
            .actor_name = entry.actor_name,
            .actor_kind = entry.actor_kind,
            .action = entry.action,
            .fields = entry.fields};
}

}  // namespace

http::Response handle_list_contact_calls(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = calls::call_sorts, .default_sort = "-started_at", .offers_sort = false});
    const auto context = request.context(services);
    const auto id = request.id<ContactId>();
    return context.read([&](database::Transaction& tx) {
        const auto page = list_contact_calls(tx, context.caller, id, list.page, context.now());
        const auto billing = calls::read_billing(tx, context.caller, page.items);
        return api::respond_ok(page, [&](const calls::CallSummary& call) {
            return calls::present_call_summary(call, context.caller, billing);
        });
    });
}

http::Response handle_list_contact_history(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at", .offers_sort = false});
    return api::respond_ok(get_contact_history(request.context(services), request.id<ContactId>(), list.page),
                           present_entry);
}

}  // namespace rollcall::contacts
