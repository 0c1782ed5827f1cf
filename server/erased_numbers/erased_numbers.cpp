#include "erased_numbers/erased_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "core/hashing/keyed_hash.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::erased_numbers {

namespace {

constexpr std::string_view beginning_of_erased_form = "erased:";
constexpr std::string_view between_digits = " -()/.";

bool is_digit(char character) { return std::isdigit(static_cast<unsigned char>(character)) != 0; }

std::string_view without_address(std::string_view text) {
    for (const std::string_view scheme : {"sips:", "sip:", "tel:"}) {
        if (!text.starts_with(scheme)) continue;
        text.remove_prefix(scheme.size());
        break;
    }
    return text.substr(0, text.find_first_of("@;"));
}

std::string without_separators(std::string_view text) {
    std::string digits(text);
    std::erase_if(digits, [](char character) { return between_digits.find(character) != std::string_view::npos; });
    return digits;
}

void add_number(std::vector<std::string>& numbers, std::string_view text, std::string_view region) {
    const auto read = phone::read_phone_number(text, region);
    const auto* number = std::get_if<phone::PhoneNumber>(&read);
    if (number != nullptr && std::ranges::find(numbers, number->e164) == numbers.end()) numbers.push_back(number->e164);
}

void add_international(PhoneWritings& writings, const std::string& phone) {
    const auto digits = phone.substr(1);
    writings.digits.push_back(digits);
    for (const auto& writing :
         {phone, digits, "00" + digits, "011" + digits, "tel:" + phone, "sip:" + phone, "sip:" + digits}) {
        writings.international.push_back(writing);
    }
    for (const auto& user : {"sip:" + phone, "sip:" + digits, "sips:" + phone}) {
        writings.sip_addresses.push_back({user + '@', user + static_cast<char>('@' + 1)});
    }
}

}  // namespace

std::string keyed_hash(const SealingKey& key, std::string_view text) {
    return make_keyed_hash(key, "hashes of erased phone numbers", text);
}

std::set<std::string> find_erased_numbers(database::Transaction& tx, const SealingKey& key,
                                          const std::vector<std::string>& phones) {
    std::map<std::string, std::string> phones_by_hash;
    for (const auto& phone : phones) phones_by_hash.emplace(keyed_hash(key, phone), phone);
    std::vector<std::string> hashes;
    for (const auto& [hash, phone] : phones_by_hash) hashes.push_back(hash);
    std::set<std::string> erased;
    for (const auto& hash : list_erased_hashes(tx, hashes)) erased.insert(phones_by_hash.at(hash));
    return erased;
}

std::optional<Time> find_erasure_time(database::Transaction& tx, const SealingKey& key,
                                      const std::vector<std::string>& phones) {
    std::vector<std::string> hashes;
    hashes.reserve(phones.size());
    for (const auto& phone : phones) hashes.push_back(keyed_hash(key, phone));
    return find_last_erasure_time(tx, hashes);
}

void remember_erased_number(database::Transaction& tx, const SealingKey& key, const std::string& phone, Time now) {
    upsert_erased_number_row(tx, keyed_hash(key, phone), now);
}

std::string erased_form(const SealingKey& key, const std::string& phone) {
    return std::string(beginning_of_erased_form) + keyed_hash(key, phone);
}

bool is_erased_form(std::string_view phone) { return phone.starts_with(beginning_of_erased_form); }

std::vector<std::string> possible_numbers(std::string_view text, std::string_view region) {
    const auto number = without_address(text);
    std::vector<std::string> numbers;
    add_number(numbers, number, region);
    if (!number.empty() && is_digit(number.front())) {
        const auto digits = number.starts_with("00") ? number.substr(2) : number;
        add_number(numbers, fmt::format("+{}", digits), "");
    }
    return numbers;
}

std::vector<std::string> hashes_of_numbers(const SealingKey& key, std::string_view text, std::string_view region) {
    auto numbers = possible_numbers(text, region);
    for (auto& number : numbers) number = keyed_hash(key, number);
    return numbers;
}

PhoneWritings writings_of(const std::string& phone) {
    PhoneWritings writings;
    add_international(writings, phone);
    // As in "+49 (0)30 12345678".
    const auto with_prefix = phone::with_trunk_prefix(phone);
    if (!with_prefix.empty()) add_international(writings, with_prefix);
    writings.regions = phone::list_regions_of_country_code(phone);
    if (!writings.regions.empty()) writings.national = without_separators(phone::format_nationally(phone));
    return writings;
}

}  // namespace rollcall::erased_numbers
