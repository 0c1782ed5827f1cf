#pragma once

#include <cstddef>

namespace rollcall::contacts {

inline constexpr std::size_t max_own_fields = 50;           ///< of the account
inline constexpr std::size_t max_choices = 100;             ///< of a field
inline constexpr std::size_t max_key_characters = 50;       ///< of a field
inline constexpr std::size_t max_value_characters = 1'000;  ///< of a value that is a text
inline constexpr std::size_t max_tags = 50;                 ///< of a contact
inline constexpr std::size_t max_consent_wording_bytes = 10'000;

}  // namespace rollcall::contacts
