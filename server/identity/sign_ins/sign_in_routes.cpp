#include "identity/sign_ins/sign_in_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "audit/audit_store.hpp"
#include "identity/sign_ins/sign_in_log.hpp"

namespace rollcall::identity {

namespace {

struct SignInBody {
    std::string id;
    Time happened_at;
    std::string address;
    std::string user_agent;
    bool is_new_device;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (id, happened_at, address, user_agent, is_new_device))

std::string text_of(const boost::json::object& details, std::string_view name) {
    const auto* value = details.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

SignInBody present(const audit::Entry& entry) {
    const auto found = entry.details.find(entry.actor_id.text());
    const auto details = found == entry.details.end() ? boost::json::object() : found->second;
    return {
        .id = entry.id,
        .happened_at = entry.happened_at,
        .address = text_of(details, "address"),
        .user_agent = text_of(details, "browser"),
        .is_new_device = text_of(details, "device") == "new",
    };
}

}  // namespace

http::Response handle_list_own_sign_ins(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = audit::entry_sorts, .default_sort = "-happened_at"});
    const audit::EntryFilter filter{.actor = request.caller().member.text(), .action = std::string(sign_in_action)};
    const auto page = services.database.read([&](database::Transaction& tx) {
        return audit::list_entries(tx, filter, audit::EntryParts::with_details, list.page);
    });
    return api::respond_ok(page, present);
}

}  // namespace rollcall::identity
