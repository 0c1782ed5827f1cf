#include "accounts/audit_routes.hpp"

#include <fmt/ranges.h>
#include <boost/describe/class.hpp>

#include "access/decision.hpp"
#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "audit/audit_store.hpp"
#include "audit/differences.hpp"

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
    std::vector<audit::Difference> differences;
};
BOOST_DESCRIBE_STRUCT(EntryBody, (),
                      (id, happened_at, actor_id, actor_name, action, subject_id, subject_name, fields, changes,
                       details, actor_kind, actor_token_id, actor_token_name, actor_token_prefix, differences))

EntryBody present(const audit::Entry& entry, const audit::NamesById& names) {
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
        .differences = audit::list_differences(entry, names),
    };
}

/// An entry as a line of the file.
struct ExportedEntry : audit::Entry {
    std::string changes_text;
};

constexpr std::string_view filters[] = {"actor_id",  "actor_token_id", "action", "subject_id",
                                        "target_id", "member_id",      "from",   "to"};

/// `target_id` is what `subject_id` is called from now on.
std::optional<std::string> read_target(const api::ListRequest& list, FieldCheck& check) {
    const auto target = list.filter("target_id");
    const auto subject = list.filter("subject_id");
    if (target && subject && *target != *subject) check.fail("subject_id", "Use `target_id` alone.");
    return target ? target : subject;
}

audit::EntryFilter read_filter(const api::ListRequest& list) {
    FieldCheck check;
    const audit::EntryFilter filter{.actor = list.filter("actor_id"),
                                    .action = list.filter("action"),
                                    .subject = read_target(list, check),
                                    .actor_token = list.filter("actor_token_id"),
                                    .member = list.filter("member_id"),
                                    .from = list.time("from", check),
                                    .to = list.time("to", check)};
    if (filter.from && filter.to && *filter.to < *filter.from) check.fail("to", "This must not be before `from`.");
    check.finish();
    return filter;
}

api::CsvColumns<ExportedEntry> csv_columns() {
    return {
        {"happened_at", [](const ExportedEntry& entry) { return to_rfc3339(entry.happened_at); }},
        {"actor_id", [](const ExportedEntry& entry) { return entry.actor_id.text(); }},
        {"actor_name", [](const ExportedEntry& entry) { return entry.actor_name.value_or(""); }},
        {"action", [](const ExportedEntry& entry) { return entry.action; }},
        {"subject_id", [](const ExportedEntry& entry) { return entry.subject_id; }},
        {"subject_name", [](const ExportedEntry& entry) { return entry.subject_name.value_or(""); }},
        {"fields", [](const ExportedEntry& entry) { return fmt::format("{}", fmt::join(entry.fields, "; ")); }},
        {"actor_kind",
         [](const ExportedEntry& entry) {
             return entry.actor_kind ? std::string(enum_name(*entry.actor_kind)) : std::string();
         }},
        {"actor_token_id",
         [](const ExportedEntry& entry) {
             return entry.actor_token_id ? entry.actor_token_id->text() : std::string();
         }},
        {"actor_token_name", [](const ExportedEntry& entry) { return entry.actor_token_name.value_or(""); }},
        {"actor_token_prefix", [](const ExportedEntry& entry) { return entry.actor_token_prefix.value_or(""); }},
        {"changes", [](const ExportedEntry& entry) { return entry.changes_text; }},
    };
}

database::Page<ExportedEntry> with_texts(database::Transaction& tx, database::Page<audit::Entry> page) {
    const auto names = audit::find_names_in(tx, page.items);
    database::Page<ExportedEntry> exported{.next_cursor = page.next_cursor, .previous_cursor = page.previous_cursor};
    for (auto& entry : page.items) {
        auto text = audit::describe_differences(audit::list_differences(entry, names));
        exported.items.push_back({std::move(entry), std::move(text)});
    }
    return exported;
}

}  // namespace

http::Response handle_list_audit_entries(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters});
    const auto filter = read_filter(list);
    audit::NamesById names;
    const auto page = services.database.read([&](database::Transaction& tx) {
        auto entries = audit::list_entries(tx, filter, audit::EntryParts::with_details, list.page);
        names = audit::find_names_in(tx, entries.items);
        return entries;
    });
    return api::respond_ok(page, [&](const audit::Entry& entry) { return present(entry, names); });
}

http::Response handle_export_audit_entries(const api::Request& request, api::Services& services) {
    const auto list = request.list(
        {.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters, .offers_paging = false});
    const auto read_page = [filter = read_filter(list)](const access::Context& context,
                                                        const database::PageRequest& page) {
        return context.read([&](database::Transaction& tx) {
            return with_texts(tx, audit::list_entries(tx, filter, audit::EntryParts::without_details, page));
        });
    };
    return api::respond_csv(
        api::CsvExport<ExportedEntry>{
            .name = "audit-log.csv",
            .columns = csv_columns(),
            .context = request.context(services),
            .require =
                [](const access::Context& context) { access::require(context.caller, access::Action::view_audit_log); },
            .read = read_page},
        list.page);
}

}  // namespace rollcall::accounts
