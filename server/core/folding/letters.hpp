#pragma once

#include <optional>
#include <string_view>

namespace rollcall {

/// What a character of folded text is compared as, where Unicode's compatibility forms, marks and case folding leave
/// two characters different that a person who searches takes for one: ł and l, ’ and ', ی and ي, カ and か. Nothing for
/// a character that stays as it is; an empty text for one that is left out.
std::optional<std::u16string_view> find_plain_form(char32_t character);

/// The keys by which a Hangul letter of a syllable (U+1161 to U+1175, U+11A8 to U+11C2) is typed, as letters that begin
/// a syllable or as simple vowels. Nothing for a letter that is typed by its own key.
std::optional<std::u16string_view> find_hangul_keys(char32_t letter);

}  // namespace rollcall
