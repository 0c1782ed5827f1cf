#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace rollcall::contacts {

inline constexpr std::size_t max_own_fields = 50;           ///< of the account
inline constexpr std::size_t max_choices = 100;             ///< of a field
inline constexpr std::size_t max_key_characters = 50;       ///< of a field
inline constexpr std::size_t max_value_characters = 1'000;  ///< of a value that is a text
inline constexpr std::size_t max_tags = 50;                 ///< of a contact
inline constexpr std::size_t max_other_phones = 20;         ///< of a contact
inline constexpr std::size_t max_consent_wording_bytes = 10'000;
/// How far ahead of this server's clock the clock may be by which a consent was given or withdrawn.
inline constexpr std::chrono::milliseconds consent_clock_difference = std::chrono::minutes(5);
inline constexpr std::size_t max_segment_description_bytes = 2'000;
inline constexpr std::size_t max_selected_contacts = 1'000;  ///< that one request names
/// How many contacts of a static segment are counted one by one; of larger ones they are counted as of a filter.
inline constexpr std::int64_t max_segment_contacts_counted = 10'000;

inline constexpr std::size_t max_search_characters = 200;
/// How many contacts wait for the index of the search, at most some more. Each search reads them.
inline constexpr std::int64_t max_waiting_contacts = 1'024;
/// After how many writes of contacts the index is brought up to date although fewer wait.
inline constexpr std::int64_t contact_writes_between_checks = 4'096;
inline constexpr std::int64_t max_contacts_indexed_at_once = 2'048;
/// How long the text of a removed contact stays in the tables of the search, about.
inline constexpr std::chrono::seconds contact_search_pause{10};
/// Of how many companies the contacts are looked up in the index of the search; of more, each contact is asked.
inline constexpr std::size_t max_searched_companies = 256;

/// Up to how many contacts are read and sorted rather than found by walking through the order of the list.
inline constexpr std::int64_t max_contact_candidates = 1'000;
/// Of how many companies the contacts may be so few that all are read.
inline constexpr std::size_t max_small_companies = 16;
/// The lists of how many companies are merged; of more, the list of all contacts is walked through.
inline constexpr std::size_t max_merged_companies = 512;
inline constexpr std::size_t companies_merged_at_once = 64;
/// How many contacts are read to count those that match about.
inline constexpr std::int64_t max_contacts_counted = 2'000;
/// How many candidates of a search are compared to count those that match exactly.
inline constexpr std::int64_t max_candidates_counted = 20'000;

}  // namespace rollcall::contacts
