#include "members/list/member_list_routes.hpp"

#include <fmt/ranges.h>

#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "members/list/member_filter.hpp"
#include "members/member_json.hpp"

namespace rollcall::members {

namespace {

std::string join(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, "; ")); }

std::string names_of(access::Permissions permissions) {
    std::vector<std::string> names;
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) names.emplace_back(text.name);
    }
    return join(names);
}

/// An administrator has all agents, whatever is stored.
bool has_all(const ExportedMember& member) { return member.role == access::Role::administrator; }

api::CsvColumns<ExportedMember> csv_columns(Time now, bool crm_enabled) {
    return {
        {"name", [](const ExportedMember& member) { return member.name; }},
        {"email", [](const ExportedMember& member) { return member.email; }},
        {"job_title", [](const ExportedMember& member) { return member.job_title.value_or(""); }},
        {"role", [](const ExportedMember& member) { return std::string(enum_name(member.role)); }},
        {"status", [now](const ExportedMember& member) { return std::string(enum_name(member_status(member, now))); }},
        {"permissions",
         [crm_enabled](const ExportedMember& member) {
             return names_of(access::effective(member.role, member.permissions, crm_enabled));
         }},
        {"agents", [](const ExportedMember& member) { return has_all(member) ? "all" : join(member.agents); }},
        {"companies", [](const ExportedMember& member) { return has_all(member) ? "all" : join(member.companies); }},
        {"last_active_at",
         [](const ExportedMember& member) {
             return member.last_active_at ? to_rfc3339(*member.last_active_at) : std::string();
         }},
        {"created_at", [](const ExportedMember& member) { return to_rfc3339(member.created_at); }},
    };
}

}  // namespace

http::Response handle_list_members(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = member_sorts,
                                    .default_sort = "name",
                                    .filters = member_filters,
                                    .offers_total = true,
                                    .best_first = best_match});
    const auto context = request.context(services);
    const auto now = context.now();
    const auto page = context.read([&](database::Transaction& tx) {
        return list_members(tx, read_member_filter(tx, list, now), list.page, &services.search_memory);
    });
    return api::respond_ok(
        page, [&](const MemberSummary& member) { return present_member_summary(member, context.caller, now); });
}

http::Response handle_export_members(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = member_sorts,
                                    .default_sort = "name",
                                    .filters = member_filters,
                                    .offers_paging = false,
                                    .best_first = best_match});
    const auto context = request.context(services);
    const auto now = context.now();
    const auto filter = context.read([&](database::Transaction& tx) { return read_member_filter(tx, list, now); });
    const auto read_page = [filter, &memory = services.search_memory](const access::Context& current,
                                                                      const database::PageRequest& page) {
        return current.read(
            [&](database::Transaction& tx) { return list_members_for_export(tx, filter, page, &memory); });
    };
    return api::respond_csv(
        api::CsvExport<ExportedMember>{
            .name = "members.csv",
            .columns = csv_columns(now, context.caller.details.crm_enabled),
            .context = context,
            .require =
                [](const access::Context& current) { access::require(current.caller, access::Action::view_members); },
            .read = read_page},
        list.page);
}

}  // namespace rollcall::members
