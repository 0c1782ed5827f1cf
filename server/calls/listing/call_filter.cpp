#include "calls/listing/call_filter.hpp"

#include <fmt/format.h>

#include "calls/intake/call_words.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

constexpr std::size_t longest_search = 200;

std::optional<Time> moment(const api::ListRequest& asked, const std::string& name, FieldCheck& check) {
    const auto text = asked.filter(name);
    if (!text) return std::nullopt;
    const auto time = time_from_rfc3339(*text);
    if (!time) check.fail(name, "This must be a moment such as 2026-11-24T00:00:00Z.");
    return time;
}

std::optional<std::vector<std::string>> words(const api::ListRequest& asked, FieldCheck& check) {
    const auto text = asked.filter("search");
    if (!text) return std::nullopt;
    if (count_code_points(*text) > longest_search) {
        check.fail("search", fmt::format("This must have at most {} characters.", longest_search));
        return std::nullopt;
    }
    return words_of(*text);
}

}  // namespace

CallFilter read_filter(const api::ListRequest& asked) {
    FieldCheck check;
    CallFilter filter;
    if (const auto agent = asked.filter("agent_id")) filter.agent = AgentId(*agent);
    if (const auto company = asked.filter("company_id")) filter.company = CompanyId(*company);
    filter.from = moment(asked, "from", check);
    filter.to = moment(asked, "to", check);
    if (filter.from && filter.to && *filter.to < *filter.from) check.fail("to", "This must not lie before `from`.");
    filter.status = asked.choice<CallStatus>("status", check);
    filter.direction = asked.choice<Direction>("direction", check);
    filter.words = words(asked, check);
    check.finish();
    return filter;
}

}  // namespace rollcall::calls
