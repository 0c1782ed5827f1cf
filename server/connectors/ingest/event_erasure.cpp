#include "connectors/ingest/event_erasure.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cctype>

#include "connectors/ingest/ingest_limits.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t fewest_digits = 7;
constexpr std::size_t longest_number = 40;
constexpr std::string_view characters_of_numbers = "+0123456789 -()/.";

struct FoundNumbers {
    std::vector<std::string> numbers;
    std::size_t read_texts = 0;

    bool is_full() const {
        return numbers.size() >= most_numbers_of_webhook || read_texts >= most_texts_of_webhook_read;
    }
};

void add_number(std::string_view text, FoundNumbers& found) {
    if (text.size() < fewest_digits || text.size() > longest_number) return;
    const auto is_digit = [](unsigned char character) { return std::isdigit(character) != 0; };
    if (static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) < fewest_digits) return;
    if (found.is_full()) return;
    ++found.read_texts;
    for (auto& number : erased_numbers::possible_numbers(text, "")) {
        if (std::ranges::find(found.numbers, number) == found.numbers.end()) found.numbers.push_back(std::move(number));
    }
}

/// Calls `use` with each longest part of the text that has only these characters.
template <class Use>
void for_each_part(std::string_view text, std::string_view characters, Use use) {
    for (auto begin = text.find_first_of(characters); begin != text.npos; begin = text.find_first_of(characters)) {
        text.remove_prefix(begin);
        use(text.substr(0, text.find_first_not_of(characters)));
        text.remove_prefix(std::min(text.size(), text.find_first_not_of(characters)));
    }
}

/// The numbers in a text: what may be one with its separators, each part that begins with a +, and each that only has
/// digits.
void add_numbers_of_text(std::string_view text, FoundNumbers& found) {
    for_each_part(text, characters_of_numbers, [&](std::string_view part) {
        if (found.is_full()) return;
        const auto begin = std::min(part.find_first_of("+0123456789"), part.size());
        part = part.substr(begin, part.find_last_of("0123456789") + 1 - begin);
        add_number(part, found);
        for (auto plus = part.find('+'); plus != part.npos; plus = part.find('+', plus + 1)) {
            add_number(part.substr(plus, part.find_first_of("+", plus + 1) - plus), found);
        }
        for_each_part(part, "0123456789", [&](std::string_view digits) { add_number(digits, found); });
    });
}

void add_numbers(const boost::json::value& value, FoundNumbers& found) {
    if (found.is_full()) return;
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object) add_numbers(member.value(), found);
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) add_numbers(item, found);
    } else if (const auto* text = value.if_string()) {
        add_numbers_of_text(phone::with_ascii_digits_and_separators(*text), found);
    } else if (value.is_int64() || value.is_uint64()) {
        add_numbers_of_text(boost::json::serialize(value), found);
    }
}

}  // namespace

CallEventRow without_personal_data(const CallEventRow& event, const std::string& erased_hash) {
    return {event.id,    event.connection_id,         event.external_call_id, event.kind,
            erased_hash, std::string(erased_payload), event.received_at};
}

void erase_events_of_call(database::Transaction& tx, const SealingKey& key, const calls::ExternalId& call) {
    erase_events(tx, key, list_events_of_call(tx, call));
}

void erase_events(database::Transaction& tx, const SealingKey& key, const std::vector<CallEventHash>& events) {
    for (const auto& event : events) {
        update_call_event_erased(tx, event, erased_numbers::keyed_hash(key, event.payload_hash));
    }
}

std::vector<std::string> hashes_of_numbers_in(const boost::json::value& message, const SealingKey& key) {
    FoundNumbers found;
    add_numbers(message, found);
    for (auto& number : found.numbers) number = erased_numbers::keyed_hash(key, number);
    return std::move(found.numbers);
}

}  // namespace rollcall::connectors
