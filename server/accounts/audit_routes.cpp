#include "accounts/audit_routes.hpp"

#include <fmt/ranges.h>
#include <boost/describe/class.hpp>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "api/csv_file.hpp"
#include "api/respond.hpp"
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
    boost::json::object changes;
    boost::json::object details;
    std::optional<audit::ActorKind> actor_kind;
    std::optional<ApiTokenId> actor_token_id;
    std::optional<std::string> actor_token_name;
    std::optional<std::string> actor_token_prefix;
};
BOOST_DESCRIBE_STRUCT(EntryBody, (),
                      (id, happened_at, actor_id, actor_name, action, subject_id, subject_name, fields, changes,
                       details, actor_kind, actor_token_id, actor_token_name, actor_token_prefix))

EntryBody present(const audit::Entry& entry) {
    boost::json::object details;
    for (const auto& [person, data] : entry.details) details[person] = data;
    return {
        .id = entry.id,
        .happened_at = entry.happened_at,
        .actor_id = entry.actor_id,
        .actor_name = entry.actor_name,
        .action = entry.action,
        .subject_id = entry.subject_id,
        .subject_name = entry.subject_name,
        .fields = entry.fields,
        .changes = entry.changes,
        .details = std::move(details),
        .actor_kind = entry.actor_kind,
        .actor_token_id = entry.actor_token_id,
        .actor_token_name = entry.actor_token_name,
        .actor_token_prefix = entry.actor_token_prefix,
    };
}

constexpr std::string_view filters[] = {"actor_id", "actor_token_id", "action", "subject_id"};

audit::EntryFilter filter_of(const api::ListRequest& list) {
    return {.actor = list.filter("actor_id"),
            .action = list.filter("action"),
            .subject = list.filter("subject_id"),
            .actor_token = list.filter("actor_token_id")};
}

api::CsvColumns<audit::Entry> csv_columns() {
    return {
        {"happened_at", [](const audit::Entry& entry) { return to_rfc3339(entry.happened_at); }},
        {"actor_id", [](const audit::Entry& entry) { return entry.actor_id.text(); }},
        {"actor_name", [](const audit::Entry& entry) { return entry.actor_name.value_or(""); }},
        {"action", [](const audit::Entry& entry) { return entry.action; }},
        {"subject_id", [](const audit::Entry& entry) { return entry.subject_id; }},
        {"subject_name", [](const audit::Entry& entry) { return entry.subject_name.value_or(""); }},
        {"fields", [](const audit::Entry& entry) { return fmt::format("{}", fmt::join(entry.fields, "; ")); }},
        {"actor_kind",
         [](const audit::Entry& entry) {
             return entry.actor_kind ? std::string(enum_name(*entry.actor_kind)) : std::string();
         }},
        {"actor_token_id",
         [](const audit::Entry& entry) { return entry.actor_token_id ? entry.actor_token_id->text() : std::string(); }},
        {"actor_token_name", [](const audit::Entry& entry) { return entry.actor_token_name.value_or(""); }},
        {"actor_token_prefix", [](const audit::Entry& entry) { return entry.actor_token_prefix.value_or(""); }},
    };
}

}  // namespace

http::Response handle_list_audit_entries(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters});
    const auto page = services.database.read([&](database::Transaction& tx) {
        return audit::list_entries(tx, filter_of(list), audit::EntryParts::with_details, list.page);
    });
    return api::respond_ok(page, present);
}

http::Response handle_export_audit_entries(const api::Request& request, api::Services& services) {
    const auto list = request.list(
        {.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters, .offers_paging = false});
    const auto read_page = [context = request.context(services),
                            filter = filter_of(list)](const database::PageRequest& page) {
        return context.read([&](database::Transaction& tx) {
            access::require(access::get_current_caller(tx, context.caller), access::Action::view_audit_log);
            return audit::list_entries(tx, filter, audit::EntryParts::without_details, page);
        });
    };
    return api::respond_csv(
        api::CsvExport<audit::Entry>{.name = "audit-log.csv", .columns = csv_columns(), .read = read_page}, list.page);
}

}  // namespace rollcall::accounts
