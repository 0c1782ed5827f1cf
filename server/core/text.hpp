#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// The form by which lists are sorted and texts are searched: without case, accents, and differences that are none to a
/// person who searches (ICU: NFKD, without non-spacing marks and characters that are not shown, case folding, the plain
/// letters of core/folding/letters.hpp, NFC). "José" and "JOSE" fold to the same text; so do "Ⅸ" and "ix", "Łódź" and
/// "lodz". A change of it must raise `fold_version`.
std::string fold(std::string_view text);

/// Of the rules of `fold`, `fold_for_search` and `split_words`. What the database keeps in these forms is updated at
/// the start, where it was stored by an earlier version.
inline constexpr int fold_version = 2;

/// The same, with Hangul as the keys by which it is typed, so that a text that is being typed is part of the whole one:
/// "ㄱ", "기", "김" and "김ㅁ" are beginnings of "김민".
std::string fold_for_search(std::string_view text);

/// `fold` as it was until version 1, to find what was stored by it.
std::string fold_as_version_1(std::string_view text);

/// The words of a text in their order, not folded: Unicode says what a word is (UAX 29), and ICU's dictionaries for
/// scripts that do not separate words (Japanese, Chinese, Thai, Lao, Khmer, Burmese), which need its vowels and tones.
std::vector<std::string> split_words(std::string_view text);

/// The form in which two names must differ: ignores only case and compatibility forms (Unicode's NFKC_Casefold).
/// "Müller" and "MÜLLER" are the same name, "Muller" is another.
std::string fold_case(std::string_view text);

/// Composed as far as possible (Unicode's NFC): a text is the same whether "é" was typed as one character or as "e"
/// with an accent.
std::string compose(std::string_view text);

/// Without white space (Unicode's White_Space) at both ends.
std::string trim(std::string_view text);

/// Unicode code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// The beginning of valid UTF-8, of at most `most` bytes or code points: no character is divided.
std::string_view cut_to_bytes(std::string_view text, std::size_t most);
std::string_view cut_to_code_points(std::string_view text, std::size_t most);

/// Whether the text contains characters that one line may not have: controls, line and paragraph separators.
bool has_control_characters(std::string_view text);

/// Whether the text contains a character that can be seen by itself: no white space, no combining mark, none that fonts
/// show as nothing (Unicode's Default_Ignorable_Code_Point, and some blanks beside it, such as U+2800).
bool has_visible_character(std::string_view text);

/// The first character of the text that changes the direction of what follows: embeddings, overrides and isolates
/// (U+202A to U+202E, U+2066 to U+2069). The marks U+200E, U+200F and U+061C are none: they change no other text, and
/// keyboards write them.
std::optional<char32_t> find_direction_control(std::string_view text);

/// Whether it is a well-formed language tag (BCP 47): "en", "pt-BR", "zh-Hant-TW".
bool is_language_tag(std::string_view text);

}  // namespace rollcall
