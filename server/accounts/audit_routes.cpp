#include "accounts/audit_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/answer.hpp"
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

}  // namespace

http::Response list_audit_entries(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at", .filters = filters});
    const audit::Filter filter{
        .actor = asked.filter("actor_id"), .action = asked.filter("action"), .subject = asked.filter("subject_id")};
    const auto page =
        services.database.read([&](database::Transaction& tx) { return audit::list(tx, filter, asked.page); });
    return api::ok(page, present);
}

}  // namespace rollcall::accounts
