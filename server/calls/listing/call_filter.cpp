#include "calls/listing/call_filter.hpp"

#include <fmt/format.h>

#include "calls/call_limits.hpp"
#include "calls/words/call_words.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

std::optional<Time> read_time(const api::ListRequest& request, const std::string& name, FieldCheck& check) {
    const auto text = request.filter(name);
    if (!text) return std::nullopt;
    const auto time = time_from_rfc3339(*text);
    if (!time) check.fail(name, "This must be a moment such as 2026-11-24T00:00:00Z.");
    return time;
}

std::optional<std::vector<std::string>> read_words(const api::ListRequest& request, FieldCheck& check) {
    const auto text = request.filter("search");
    if (!text) return std::nullopt;
    if (count_code_points(*text) > longest_call_search) {
        check.fail("search", fmt::format("This must have at most {} characters.", longest_call_search));
        return std::nullopt;
    }
    return words_of(*text);
}

}  // namespace

CallFilter read_call_filter(const api::ListRequest& request) {
    FieldCheck check;
    CallFilter filter;
    if (const auto agent = request.filter("agent_id")) filter.agent = AgentId(*agent);
    if (const auto company = request.filter("company_id")) filter.company = CompanyId(*company);
    filter.from = read_time(request, "from", check);
    filter.to = read_time(request, "to", check);
    if (filter.from && filter.to && *filter.to < *filter.from) check.fail("to", "This must not lie before `from`.");
    filter.status = request.choice<CallStatus>("status", check);
    filter.direction = request.choice<Direction>("direction", check);
    filter.words = read_words(request, check);
    check.finish();
    return filter;
}

}  // namespace rollcall::calls
