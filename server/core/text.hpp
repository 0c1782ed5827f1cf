#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rollcall {

/// Text as people look for it: compatibility forms resolved, marks taken off, case folded (ICU: NFKD, without
/// non-spacing marks, case folding, NFC). "José" and "JOSE" fold to the same text; so do "Ⅸ" and "ix". What
/// lists are sorted and searched by.
std::string fold(std::string_view text);

/// Text as two names are told apart: only case and compatibility forms are set aside (Unicode's NFKC_Casefold).
/// "Müller" and "MÜLLER" are one name, "Muller" is another.
std::string caseless(std::string_view text);

/// Without white space (Unicode's White_Space) at both ends.
std::string trimmed(std::string_view text);

/// Unicode code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Whether a character has no place in one line of text: controls, line and paragraph separators.
bool has_control_characters(std::string_view text);

/// Whether it is a well-formed language tag that ICU knows the shape of (BCP 47): "en", "pt-BR", "zh-Hant-TW".
bool is_language_tag(std::string_view text);

}  // namespace rollcall
