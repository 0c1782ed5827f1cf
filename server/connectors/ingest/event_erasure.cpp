#include "connectors/ingest/event_erasure.hpp"

#include <algorithm>
#include <cctype>

#include "connectors/ingest/ingest_limits.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t fewest_digits = 7;
constexpr std::size_t longest_number = 40;

bool may_be_number(std::string_view text) {
    if (text.size() < fewest_digits || text.size() > longest_number) return false;
    const auto is_digit = [](unsigned char character) { return std::isdigit(character) != 0; };
    if (static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) < fewest_digits) return false;
    if (text.starts_with("sip:") || text.starts_with("tel:")) return true;
    return text.find_first_not_of("+0123456789 -()/.") == std::string_view::npos;
}

void add_numbers(const boost::json::value& value, std::vector<std::string>& numbers) {
    if (numbers.size() >= most_numbers_of_webhook) return;
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object) add_numbers(member.value(), numbers);
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) add_numbers(item, numbers);
    } else if (const auto* text = value.if_string()) {
        if (!may_be_number(*text)) return;
        for (auto& number : erased_numbers::possible_numbers(*text, "")) {
            if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(std::move(number));
        }
    }
}

}  // namespace

CallEventRow without_personal_data(CallEventRow event, const SealingKey& key) {
    event.payload = erased_payload;
    event.payload_hash = erased_numbers::keyed_hash(key, event.payload_hash);
    return event;
}

void erase_events_of_call(database::Transaction& tx, const SealingKey& key, const calls::ExternalId& call) {
    erase_events(tx, key, list_events_of_call(tx, call));
}

void erase_events(database::Transaction& tx, const SealingKey& key, const std::vector<CallEventHash>& events) {
    for (const auto& event : events) {
        update_call_event_erased(tx, event, erased_numbers::keyed_hash(key, event.payload_hash));
    }
}

bool names_erased_number(database::Transaction& tx, const SealingKey& key, const boost::json::value& message) {
    std::vector<std::string> numbers;
    add_numbers(message, numbers);
    return erased_numbers::find_erasure_time(tx, key, numbers).has_value();
}

}  // namespace rollcall::connectors
