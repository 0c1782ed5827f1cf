#include "connectors/calling/platform_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <optional>

#include "connectors/calling/calling_limits.hpp"
#include "connectors/platforms/field.hpp"
#include "core/ascii_case.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using Result = PlacedCall::Result;

struct Words {
    std::string_view part;  // in lower case
    Result meaning;
};

// As the platforms write them, in messages and in codes: "Wallet Balance is -0.05. Purchase More Credits", "Numbers
// Bought On Vapi Have A Daily Outbound Call Limit", "quota_exceeded", "Over Concurrency Limit". The first that is found
// decides.
constexpr Words known_words[] = {
    {"daily outbound call limit", Result::daily_limit},
    {"outbound-daily-limit", Result::daily_limit},
    {"daily limit", Result::daily_limit},
    {"daily call limit", Result::daily_limit},
    {"concurren", Result::too_many},
    {"too many requests", Result::too_many},
    {"rate limit", Result::too_many},
    {"rate_limit", Result::too_many},
    {"too_many_", Result::too_many},
    {"system_busy", Result::too_many},
    {"wallet balance", Result::no_credit},
    {"credit", Result::no_credit},
    {"insufficient funds", Result::no_credit},
    {"insufficient balance", Result::no_credit},
    {"quota_exceeded", Result::no_credit},
    {"exceeds your quota", Result::no_credit},
    {"payment required", Result::no_credit},
    {"valid payment", Result::no_credit},
    {"payment method", Result::no_credit},
    {"subscription is frozen", Result::no_credit},
};

// Of the number that is called: a number to call from that is wrong is no fault of the contact.
constexpr std::string_view names_of_their_number[] = {"customer.number", "to_number", "tonumber", "destination", "'to'",
                                                      "to number",       "recipient"};
constexpr std::string_view words_of_wrong_numbers[] = {
    "valid phone number", "e.164", "e164", "invalid", "not a valid", "not valid", "is not allowed", "unallocated"};
constexpr std::string_view names_of_the_setup[] = {"agent",        "assistant",    "from_number",
                                                   "phone number", "phone_number", "phonenumber"};
constexpr std::string_view words_of_unknown[] = {"not found", "couldn't find", "could not find", "does not exist"};

bool contains_one_of(std::string_view text, const auto& parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != text.npos; });
}

void add(std::string& words, const std::optional<std::string>& more) {
    if (!more || words.find(*more) != words.npos) return;
    if (!words.empty()) words += words.ends_with('.') ? " " : ": ";
    words += *more;
}

void add_each(std::string& words, Field list) {
    for (const auto& item : list.items()) {
        const Field entry(item);
        add(words, entry.text());
        std::string place;
        for (const auto& part : entry["loc"].items()) add(place, Field(part).text());
        add(words, place.empty() ? std::nullopt : std::optional(place));
        add(words, either(entry["msg"].text(), entry["message"].text()));
    }
}

// {message: text or list, error: text}, {status, message}, {error_message}, {detail: text, {status, message} or list}
std::string words_in(const boost::json::value& body) {
    const Field answer(body);
    std::string words;
    for (const auto* name : {"message", "error_message", "detail"}) {
        const auto field = answer[name];
        add(words, field.text());
        add(words, either(field["status"].text(), field["code"].text()));
        add(words, field["message"].text());
        add_each(words, field);
    }
    if (words.empty()) add(words, either(answer["error"].text(), answer["error"]["message"].text()));
    return words;
}

std::string find_words(const WebResult& result) {
    boost::system::error_code problem;
    const auto body = boost::json::parse(result.body, problem);
    return problem ? std::string() : words_in(body);
}

// In one line that can be shown, and without the secret.
std::string clean(std::string words, std::string_view secret) {
    if (!secret.empty()) {
        for (auto at = words.find(secret); at != words.npos; at = words.find(secret))
            words.replace(at, secret.size(), "...");
    }
    for (auto& c : words) c = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    if (words.size() > longest_platform_words) {
        words.resize(cut_to_bytes(words, longest_platform_words).size());
        words += "...";
    }
    return find_direction_control(words) || !has_visible_character(words) ? std::string() : words;
}

Result meaning_of(long status, std::string_view words) {
    if (status == 408 || status >= 500 || status < 200) return Result::unresolved;
    if (status < 300) return Result::unresolved;  // without an id
    const auto by_words = refusal_of_words(words);
    const bool is_of_account = by_words == Result::no_credit || by_words == Result::daily_limit;
    if (is_of_account) return by_words;
    if (status == 402) return Result::no_credit;
    if (status == 429) return Result::too_many;
    if (status == 401 || status == 403) return Result::key_refused;
    if (status == 404 || status == 405) return Result::setup_refused;
    return status < 400 ? Result::refused : by_words;
}

}  // namespace

Result refusal_of_words(std::string_view words) {
    const auto lower = lower_ascii(words);
    for (const auto& [part, meaning] : known_words) {
        if (lower.find(part) != lower.npos) return meaning;
    }
    const bool is_wrong_number =
        contains_one_of(lower, names_of_their_number) && contains_one_of(lower, words_of_wrong_numbers);
    if (is_wrong_number) return Result::invalid_number;
    const bool is_unknown = contains_one_of(lower, names_of_the_setup) && contains_one_of(lower, words_of_unknown);
    return is_unknown ? Result::setup_refused : Result::refused;
}

std::string words_of_answer(const WebResult& result, std::string_view secret) {
    if (result.outcome != WebResult::Outcome::answered) return result.problem;
    auto words = clean(find_words(result), secret);
    return words.empty() ? fmt::format("The server answered with {}.", result.status) : words;
}

PlacedCall read_refusal(const WebResult& result, std::string_view secret) {
    PlacedCall placed{.retry_after = result.retry_after, .detail = words_of_answer(result, secret)};
    switch (result.outcome) {
        case WebResult::Outcome::answered:
            placed.result = meaning_of(result.status, find_words(result));
            break;
        case WebResult::Outcome::not_sent:
            placed.result = Result::not_sent;
            break;
        case WebResult::Outcome::refused:
            placed.result = Result::setup_refused;
            break;
        case WebResult::Outcome::lost:
            placed.result = Result::unresolved;
            break;
    }
    return placed;
}

}  // namespace rollcall::connectors
