#include <fmt/ranges.h>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "api/answer.hpp"
#include "api/csv_file.hpp"
#include "members/list/member_export_store.hpp"
#include "members/list/member_filter.hpp"
#include "members/member_body.hpp"
#include "members/member_routes.hpp"

namespace rollcall::members {

namespace {

constexpr auto separator = "; ";

std::string names_of(access::Permissions permissions) {
    std::vector<std::string_view> names;
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) names.push_back(text.name);
    }
    return fmt::format("{}", fmt::join(names, separator));
}

// For whoever reviews who may do what: an administrator has all, whatever is stored.
std::vector<std::string> cells_of(const ExportedMember& member, const access::Caller& caller, Time now) {
    const auto body = present(static_cast<const MemberSummary&>(member), caller, now);
    const bool has_all = member.role == access::Role::administrator;
    return {
        body.name,
        body.email,
        body.job_title.value_or(""),
        std::string(enum_name(body.role)),
        std::string(enum_names<Status>[static_cast<std::size_t>(body.status)]),
        names_of(has_all ? access::Permissions::all() : body.permissions),
        has_all ? "all" : fmt::format("{}", fmt::join(member.agents, separator)),
        has_all ? "all" : fmt::format("{}", fmt::join(member.companies, separator)),
        body.last_active_at ? to_rfc3339(*body.last_active_at) : "",
        to_rfc3339(body.created_at),
    };
}

}  // namespace

http::Response list_members(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = member_sorts,
                                     .default_sort = "name",
                                     .filters = member_filters,
                                     .total = api::ListOptions::Total::offered,
                                     .best_first = best_match});
    const auto now = services.clock.now();
    const auto page = services.database.read(
        [&](database::Transaction& tx) { return list(tx, read_filter(tx, asked, now), asked.page); });
    return api::ok(page, [&](const MemberSummary& member) { return present(member, request.caller(), now); });
}

http::Response export_members(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = member_sorts,
                                     .default_sort = "name",
                                     .filters = member_filters,
                                     .paging = api::ListOptions::Paging::refused,
                                     .best_first = best_match});
    const auto now = services.clock.now();
    const auto filter = services.database.read([&](database::Transaction& tx) { return read_filter(tx, asked, now); });
    const auto caller = request.caller();
    return api::csv(api::CsvFile<ExportedMember>{
                        .name = "members.csv",
                        .header = {"name", "email", "job_title", "role", "status", "permissions", "agents", "companies",
                                   "last_active_at", "created_at"},
                        .read =
                            [&services, filter, caller](const database::PageRequest& page) {
                                return services.database.read([&](database::Transaction& tx) {
                                    access::require(access::get_current_caller(tx, caller),
                                                    access::Action::view_members);
                                    return list_for_export(tx, filter, page);
                                });
                            },
                        .cells = [caller, now](const ExportedMember& member) { return cells_of(member, caller, now); },
                    },
                    asked.page);
}

}  // namespace rollcall::members
