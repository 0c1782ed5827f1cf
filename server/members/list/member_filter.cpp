#include "members/list/member_filter.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/text.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

namespace {

constexpr auto permission_names = [] {
    std::array<std::string_view, access::permission_texts.size()> names{};
    for (const auto& text : access::permission_texts) names[static_cast<std::size_t>(text.permission)] = text.name;
    return names;
}();

std::optional<Time> read_inactive_since(const std::string& text, Time now, FieldCheck& check) {
    int days = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, days);
    const bool is_number = problem == std::errc{} && rest == end;
    if (is_number && days >= 1 && days <= most_inactive_days) return now - std::chrono::days(days);
    check.fail("inactive_days", fmt::format("This must be a whole number from 1 to {}.", most_inactive_days));
    return std::nullopt;
}

template <class SomeId>
std::optional<SomeId> read_id(const api::ListRequest& list, std::string_view name) {
    const auto value = list.filter(name);
    return value ? std::optional(SomeId(*value)) : std::nullopt;
}

}  // namespace

MemberFilter read_member_filter(database::Transaction& tx, const api::ListRequest& list, Time now) {
    FieldCheck check;
    MemberFilter filter;
    filter.now = now;
    filter.search = list.filter("search");
    if (filter.search && count_code_points(*filter.search) > longest_search) {
        check.fail("search", fmt::format("This must have at most {} characters.", longest_search));
    }
    filter.status = list.choice<MemberStatus>("status", check);
    filter.role = list.choice<access::Role>("role", check);
    if (const auto index = list.choice("permission", permission_names, check)) {
        filter.permission = access::permission_texts[*index].permission;
    }
    filter.agent = read_id<AgentId>(list, "agent_id");
    if (filter.agent && !has_agent(tx, *filter.agent)) check.fail("agent_id", "There is no such agent.");
    filter.company = read_id<CompanyId>(list, "company_id");
    if (filter.company && !has_company(tx, *filter.company)) check.fail("company_id", "There is no such company.");
    if (const auto days = list.filter("inactive_days")) filter.inactive_since = read_inactive_since(*days, now, check);
    check.finish();
    return filter;
}

}  // namespace rollcall::members
