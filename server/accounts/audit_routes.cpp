#include "accounts/audit_routes.hpp"

#include <fmt/ranges.h>
#include <boost/describe/class.hpp>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "api/answer.hpp"
#include "api/csv_file.hpp"
#include "audit/audit_store.hpp"

namespace rollcall::accounts {

namespace {

struct EntryBody {
    std::string id;
    Time happened_at;
    MemberId actor_id;
    std::optional<std::string> actor_name;
    std::string action;
    std::string subject_id;
    std::optional<std::string> subject_name;
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(EntryBody, (), (id, happened_at, actor_id, actor_name, action, subject_id, subject_name, fields))

EntryBody present(const audit::Entry& entry) {
    return {entry.id,     entry.happened_at, entry.actor,        entry.actor_name,
            entry.action, entry.subject,     entry.subject_name, entry.fields};
}

constexpr std::string_view filters[] = {"actor_id", "action", "subject_id"};

audit::Filter filter_of(const api::ListRequest& asked) {
    return {.actor = asked.filter("actor_id"), .action = asked.filter("action"), .subject = asked.filter("subject_id")};
}

std::vector<std::string> cells_of(const audit::Entry& entry) {
    return {to_rfc3339(entry.happened_at),
            entry.actor.text(),
            entry.actor_name.value_or(""),
            entry.action,
            entry.subject,
            entry.subject_name.value_or(""),
            fmt::format("{}", fmt::join(entry.fields, "; "))};
}

}  // namespace

http::Response handle_list_audit_entries(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters});
    const auto page = services.database.read(
        [&](database::Transaction& tx) { return audit::list(tx, filter_of(asked), asked.page); });
    return api::ok(page, present);
}

http::Response handle_export_audit_entries(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = audit::entry_sorts,
                                     .default_sort = "-happened_at",
                                     .filters = filters,
                                     .paging = api::ListOptions::Paging::refused});
    return api::csv(
        api::CsvFile<audit::Entry>{
            .name = "audit-log.csv",
            .header = {"happened_at", "actor_id", "actor_name", "action", "subject_id", "subject_name", "fields"},
            .read =
                [&services, filter = filter_of(asked), caller = request.caller()](const database::PageRequest& page) {
                    return services.database.read([&](database::Transaction& tx) {
                        access::require(access::get_current_caller(tx, caller), access::Action::view_audit_log);
                        return audit::list(tx, filter, page);
                    });
                },
            .cells = cells_of,
        },
        asked.page);
}

}  // namespace rollcall::accounts
