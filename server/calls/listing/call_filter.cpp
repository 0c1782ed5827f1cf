#include "calls/listing/call_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "calls/call_limits.hpp"
#include "calls/words/call_words.hpp"
#include "core/text.hpp"
#include "phone/phone_number.hpp"

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

std::optional<Duration> read_seconds(const api::ListRequest& request, const std::string& name, FieldCheck& check) {
    const auto text = request.filter(name);
    if (!text) return std::nullopt;
    std::int64_t seconds = 0;
    const auto* end = text->data() + text->size();
    const auto [rest, problem] = std::from_chars(text->data(), end, seconds);
    if (problem == std::errc{} && rest == end && seconds >= 0 && seconds <= longest_filtered_call.count()) {
        return std::chrono::seconds(seconds);
    }
    check.fail(name,
               fmt::format("This must be a whole number of seconds from 0 to {}.", longest_filtered_call.count()));
    return std::nullopt;
}

bool read_with_recording(const api::ListRequest& request, FieldCheck& check) {
    const auto text = request.filter("has_recording");
    if (text && *text != "true") check.fail("has_recording", "This must be true, or left out.");
    return text.has_value();
}

/// With ASCII digits. What has no digit, or anything that no number has, is no number.
std::optional<std::string> read_phone(const api::ListRequest& request, FieldCheck& check) {
    const auto given = request.filter("phone");
    if (!given) return std::nullopt;
    auto text = phone::with_ascii_digits(trim(*given));
    const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
    const bool is_number = std::ranges::any_of(text, is_digit) &&
                           text.find_first_not_of("+0123456789 ()-./") == std::string::npos &&
                           text.size() <= longest_searched_number;
    if (is_number) return text;
    check.fail("phone", "This must be a phone number, or its first digits, such as +49 30 1234567 or 030 1234567.");
    return std::nullopt;
}

}  // namespace

CallFilter read_call_filter(const api::ListRequest& request) {
    FieldCheck check;
    CallFilter filter;
    if (const auto agent = request.filter("agent_id")) filter.agent = AgentId(*agent);
    if (const auto company = request.filter("company_id")) filter.company = CompanyId(*company);
    filter.from = read_time(request, "from", check);
    filter.to = read_time(request, "to", check);
    if (filter.from && filter.to && *filter.to < *filter.from) check.fail("to", "This must not be before `from`.");
    filter.status = request.choice<CallStatus>("status", check);
    filter.direction = request.choice<Direction>("direction", check);
    filter.outcome = request.choice<Outcome>("outcome", check);
    filter.min_duration = read_seconds(request, "min_seconds", check);
    filter.max_duration = read_seconds(request, "max_seconds", check);
    if (filter.min_duration && filter.max_duration && *filter.max_duration < *filter.min_duration) {
        check.fail("max_seconds", "This must not be less than `min_seconds`.");
    }
    filter.with_recording = read_with_recording(request, check);
    filter.phone = read_phone(request, check);
    filter.words = read_words(request, check);
    if (filter.phone && filter.words)
        check.fail("phone", "This cannot be combined with `search`. Leave one of them out.");
    check.finish();
    return filter;
}

}  // namespace rollcall::calls
