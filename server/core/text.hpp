#pragma once

#include <cstddef>
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

/// Whether it is a well-formed language tag (BCP 47): "en", "pt-BR", "zh-Hant-TW".
bool is_language_tag(std::string_view text);

}  // namespace rollcall
