#include "members/list/member_filter.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/text.hpp"
#include "members/member_body.hpp"

namespace rollcall::members {

namespace {

constexpr int most_days = 36'500;
constexpr std::size_t longest_search = 200;

constexpr auto permission_names = [] {
    std::array<std::string_view, access::permission_texts.size()> names{};
    for (const auto& text : access::permission_texts) names[static_cast<std::size_t>(text.permission)] = text.name;
    return names;
}();

std::optional<Time> inactive_since(const std::string& text, Time now, FieldCheck& check) {
    int days = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, days);
    if (problem == std::errc{} && rest == end && days >= 1 && days <= most_days) return now - std::chrono::days(days);
    check.fail("inactive_days", fmt::format("This must be a whole number from 1 to {}.", most_days));
    return std::nullopt;
}

template <class SomeId>
std::optional<SomeId> existing(database::Transaction& tx, const api::ListRequest& asked, const std::string& name,
                               std::string_view noun, FieldCheck& check) {
    const auto value = asked.filter(name);
    if (!value) return std::nullopt;
    const SomeId id(*value);
    if (!is_there(tx, id)) check.fail(name, fmt::format("There is no such {}.", noun));
    return id;
}

}  // namespace

MemberFilter read_filter(database::Transaction& tx, const api::ListRequest& asked, Time now) {
    FieldCheck check;
    MemberFilter filter;
    filter.now = now;
    filter.search = asked.filter("search");
    if (filter.search && count_code_points(*filter.search) > longest_search) {
        check.fail("search", fmt::format("This must have at most {} characters.", longest_search));
    }
    filter.status = asked.choice<Status>("status", check);
    filter.role = asked.choice<access::Role>("role", check);
    if (const auto index = asked.choice("permission", permission_names, check)) {
        filter.permission = access::permission_texts[*index].permission;
    }
    filter.agent = existing<AgentId>(tx, asked, "agent_id", "agent", check);
    filter.company = existing<CompanyId>(tx, asked, "company_id", "company", check);
    if (const auto days = asked.filter("inactive_days")) filter.inactive_since = inactive_since(*days, now, check);
    check.finish();
    return filter;
}

}  // namespace rollcall::members
