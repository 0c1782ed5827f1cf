#include "members/list/member_list_routes.hpp"

#include <fmt/ranges.h>

#include "api/answer.hpp"
#include "api/csv_file.hpp"
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

/// A line of the CSV file. An administrator has all permissions and agents, whatever is stored.
struct ExportedLine {
    const ExportedMember& member;
    Time now;

    bool has_all() const { return member.role == access::Role::administrator; }
};

struct Column {
    std::string_view name;
    std::string (*cell)(const ExportedLine&);
};

constexpr Column columns[] = {
    {"name", [](const ExportedLine& line) { return line.member.name; }},
    {"email", [](const ExportedLine& line) { return line.member.email; }},
    {"job_title", [](const ExportedLine& line) { return line.member.job_title.value_or(""); }},
    {"role", [](const ExportedLine& line) { return std::string(enum_name(line.member.role)); }},
    {"status", [](const ExportedLine& line) { return std::string(enum_name(member_status(line.member, line.now))); }},
    {"permissions",
     [](const ExportedLine& line) {
         return names_of(line.has_all() ? access::Permissions::all() : line.member.permissions);
     }},
    {"agents", [](const ExportedLine& line) { return line.has_all() ? "all" : join(line.member.agents); }},
    {"companies", [](const ExportedLine& line) { return line.has_all() ? "all" : join(line.member.companies); }},
    {"last_active_at",
     [](const ExportedLine& line) {
         return line.member.last_active_at ? to_rfc3339(*line.member.last_active_at) : std::string();
     }},
    {"created_at", [](const ExportedLine& line) { return to_rfc3339(line.member.created_at); }},
};

std::vector<std::string> header() {
    std::vector<std::string> names;
    for (const auto& column : columns) names.emplace_back(column.name);
    return names;
}

std::vector<std::string> cells_of(const ExportedMember& member, Time now) {
    std::vector<std::string> cells;
    for (const auto& column : columns) cells.push_back(column.cell({member, now}));
    return cells;
}

}  // namespace

http::Response handle_list_members(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = member_sorts,
                                    .default_sort = "name",
                                    .filters = member_filters,
                                    .total = api::ListOptions::Total::offered,
                                    .best_first = best_match});
    const auto context = request.context(services);
    const auto now = context.now();
    const auto page = context.read(
        [&](database::Transaction& tx) { return list_members(tx, read_member_filter(tx, list, now), list.page); });
    return api::ok(page,
                   [&](const MemberSummary& member) { return present_member_summary(member, context.caller, now); });
}

http::Response handle_export_members(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = member_sorts,
                                    .default_sort = "name",
                                    .filters = member_filters,
                                    .paging = api::ListOptions::Paging::refused,
                                    .best_first = best_match});
    const auto context = request.context(services);
    const auto now = context.now();
    const auto filter = context.read([&](database::Transaction& tx) { return read_member_filter(tx, list, now); });
    const auto read_page = [context, filter](const database::PageRequest& page) {
        return context.read([&](database::Transaction& tx) {
            access::require(access::get_current_caller(tx, context.caller), access::Action::view_members);
            return list_members_for_export(tx, filter, page);
        });
    };
    return api::csv(
        api::CsvFile<ExportedMember>{
            .name = "members.csv",
            .header = header(),
            .read = read_page,
            .cells = [now](const ExportedMember& member) { return cells_of(member, now); },
        },
        list.page);
}

}  // namespace rollcall::members
