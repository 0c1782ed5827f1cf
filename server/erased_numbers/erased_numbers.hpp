#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/sealing.hpp"
#include "database/database.hpp"

/// Which phone numbers were erased, so that what arrives later does not bring them back. The number itself is not kept:
/// a keyed hash of it is, which tells nothing without the key file (docs/decisions/0042-erasure-by-number.md).
namespace rollcall::erased_numbers {

/// In hex. Different keys, by the key file, give different hashes, so that nobody can try all numbers.
std::string keyed_hash(const SealingKey& key, std::string_view text);

/// Which of these numbers, in E.164, were erased at any time. For imports, which refuse such rows.
std::set<std::string> find_erased_numbers(database::Transaction& tx, const SealingKey& key,
                                          const std::vector<std::string>& phones);

/// When the last one of these numbers, in E.164, was erased; nothing where none was.
std::optional<Time> find_erasure_time(database::Transaction& tx, const SealingKey& key,
                                      const std::vector<std::string>& phones);

/// Keeps the hash of a number that is erased now.
void remember_erased_number(database::Transaction& tx, const SealingKey& key, const std::string& phone, Time now);

/// What stands for the number in entries of a do-not-call list that are kept: it is found by it, and nobody can read
/// it.
std::string erased_form(const SealingKey& key, const std::string& phone);
bool is_erased_form(std::string_view phone);

/// The numbers, in E.164, that a text of a platform or program may be: as phone::read_phone_number, and in the forms of
/// voice platforms: `tel:`, `sip:...@...`, and without the +. Empty where it is no number.
std::vector<std::string> possible_numbers(std::string_view text, std::string_view region);

/// The keyed hashes of these numbers, which are the slow part: to be made before a write, where that is possible.
std::vector<std::string> hashes_of_numbers(const SealingKey& key, std::string_view text, std::string_view region);

/// The writings in which a number is looked for, without what people put between digits.
struct PhoneWritings {
    std::vector<std::string> digits;         ///< with the country code: "493012345678", "4903012345678"
    std::vector<std::string> international;  ///< "+493012345678", "00493012345678", "tel:+493012345678", ...
    struct Range {
        std::string begin;
        std::string end;
    };
    std::vector<Range> sip_addresses;  ///< "sip:+493012345678@" with any host, ...
    std::string national;              ///< "03012345678", as within ...
    std::vector<std::string> regions;  ///< ... these countries, which share the country code
};
PhoneWritings writings_of(const std::string& phone);

}  // namespace rollcall::erased_numbers
