#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// The form by which lists are sorted and searched: compatibility forms resolved, accents removed, case folded (ICU:
/// NFKD, without non-spacing marks, case folding, NFC). "José" and "JOSE" fold to the same text; so do "Ⅸ" and "ix".
std::string fold(std::string_view text);

/// The form in which two names must differ: ignores only case and compatibility forms (Unicode's NFKC_Casefold).
/// "Müller" and "MÜLLER" are the same name, "Muller" is another.
std::string fold_case(std::string_view text);

/// Without white space (Unicode's White_Space) at both ends.
std::string trim(std::string_view text);

/// Unicode code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

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
