#include "core/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "core/folding/letters.hpp"

namespace rollcall {

namespace {

void require_success(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

icu::UnicodeString normalize(const icu::Normalizer2* (*instance)(UErrorCode&), const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = instance(status);
    require_success(status);
    auto result = normalizer->normalize(text, status);
    require_success(status);
    return result;
}

bool is_default_ignorable(UChar32 character) {
    return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

template <class Function>
void for_each_character(const icu::UnicodeString& text, Function function) {
    for (std::int32_t index = 0; index < text.length(); index = text.moveIndex32(index, 1)) {
        function(text.char32At(index));
    }
}

icu::UnicodeString remove_marks(const icu::UnicodeString& text, bool (*is_removed)(UChar32)) {
    icu::UnicodeString kept;
    for_each_character(text, [&](UChar32 character) {
        if (!is_removed(character)) kept.append(character);
    });
    return kept;
}

bool is_non_spacing_mark(UChar32 character) { return u_charType(character) == U_NON_SPACING_MARK; }

bool is_mark_or_ignorable(UChar32 character) {
    return is_non_spacing_mark(character) || is_default_ignorable(character);
}

void append(icu::UnicodeString& text, std::u16string_view part) {
    text.append(part.data(), static_cast<std::int32_t>(part.size()));
}

// U+00B4 is a space with a mark to Unicode, and an apostrophe to those who type it.
icu::UnicodeString with_apostrophes(icu::UnicodeString text) {
    return text.findAndReplace(icu::UnicodeString(char16_t{0xb4}), icu::UnicodeString(u'\''));
}

icu::UnicodeString to_plain_letters(const icu::UnicodeString& text) {
    icu::UnicodeString plain;
    for_each_character(text, [&](UChar32 character) {
        if (const auto form = find_plain_form(static_cast<char32_t>(character))) {
            append(plain, *form);
        } else {
            plain.append(character);
        }
    });
    // The dot of the Catalan "l·l", which Unicode makes of the letter U+0140 too.
    return plain.findAndReplace(u"l\u00b7l", u"ll").findAndReplace(u"l\u00b7", u"l");
}

icu::UnicodeString fold(const icu::UnicodeString& text) {
    auto folded =
        remove_marks(normalize(&icu::Normalizer2::getNFKDInstance, with_apostrophes(text)), is_mark_or_ignorable);
    return normalize(&icu::Normalizer2::getNFCInstance, to_plain_letters(folded.foldCase()));
}

// Blanks that Unicode counts as letters or symbols: the empty braille pattern, two Egyptian ones, a musical one.
bool is_blank(UChar32 character) {
    return character == 0x2800 || character == 0x13441 || character == 0x13442 || character == 0x1d159;
}

// Unassigned characters may be visible: they can be newer than ICU's tables.
bool is_visible(UChar32 character) {
    constexpr auto invisible_types =
        U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_MN_MASK | U_GC_ME_MASK;
    return (U_GET_GC_MASK(character) & invisible_types) == 0 && !is_default_ignorable(character) &&
           !is_blank(character);
}

bool is_direction_control(UChar32 character) {
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

std::optional<char32_t> find_character(std::string_view text, bool (*is_wanted)(UChar32)) {
    const auto whole = from_utf8(text);
    for (std::int32_t index = 0; index < whole.length(); index = whole.moveIndex32(index, 1)) {
        const auto character = whole.char32At(index);
        if (is_wanted(character)) return static_cast<char32_t>(character);
    }
    return std::nullopt;
}

// What is in ASCII, as most texts are, is done without ICU, which takes ten times as long. text_test.cpp compares.

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char character) { return static_cast<unsigned char>(character) < 0x80; });
}
/// ICU counts @ among the letters, so that an address of email is one word.
bool is_ascii_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= '@' && character <= 'Z');
}
bool is_ascii_digit(char character) { return character >= '0' && character <= '9'; }
char to_lower_ascii(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

/// UAX 29, WB5 to WB13: whether there is no border on either side of `between`.
bool joins_in_ascii(char before, char between, char after) {
    const bool joins_all = between == '\'' || between == '.';
    if (is_ascii_letter(before) && is_ascii_letter(after)) return joins_all;
    if (is_ascii_digit(before) && is_ascii_digit(after)) return joins_all || between == ',' || between == ';';
    return false;
}

std::vector<std::string> split_ascii_words(std::string_view text) {
    const auto is_part = [](char character) {
        return is_ascii_letter(character) || is_ascii_digit(character) || character == '_';
    };
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = begin;
        while (end < text.size()) {
            if (is_part(text[end])) {
                ++end;
            } else if (end > begin && end + 1 < text.size() &&
                       joins_in_ascii(text[end - 1], text[end], text[end + 1])) {
                end += 2;
            } else {
                break;
            }
        }
        const auto word = text.substr(begin, end - begin);
        if (!word.empty() && word != "_") words.emplace_back(word);
        begin = std::max(end, begin + 1);
    }
    return words;
}

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

}  // namespace

std::string fold(std::string_view text) {
    if (!is_ascii(text)) return to_utf8(fold(from_utf8(text)));
    std::string folded(text);
    for (auto& character : folded) character = to_lower_ascii(character);
    return folded;
}

std::string fold_for_search(std::string_view text) {
    icu::UnicodeString keys;
    for_each_character(normalize(&icu::Normalizer2::getNFDInstance, fold(from_utf8(text))), [&](UChar32 character) {
        if (const auto typed = find_hangul_keys(static_cast<char32_t>(character))) {
            append(keys, *typed);
        } else {
            keys.append(character);
        }
    });
    return to_utf8(keys);
}

std::string fold_as_version_1(std::string_view text) {
    auto folded = remove_marks(normalize(&icu::Normalizer2::getNFKDInstance, from_utf8(text)), is_non_spacing_mark);
    return to_utf8(normalize(&icu::Normalizer2::getNFCInstance, folded.foldCase()));
}

std::vector<std::string> split_words(std::string_view text) {
    if (is_ascii(text)) return split_ascii_words(text);
    UErrorCode status = U_ZERO_ERROR;
    // It is expensive to create, and is used by one thread at a time.
    static const std::unique_ptr<icu::BreakIterator> prototype(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    require_success(status);
    const std::unique_ptr<icu::BreakIterator> breaks(prototype->clone());
    const auto whole = normalize(&icu::Normalizer2::getNFCInstance, from_utf8(text));
    breaks->setText(whole);
    std::vector<std::string> words;
    auto begin = breaks->first();
    for (auto end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
        if (breaks->getRuleStatus() < UBRK_WORD_NUMBER) continue;  // white space and punctuation
        words.push_back(to_utf8(whole.tempSubStringBetween(begin, end)));
    }
    return words;
}

std::string fold_case(std::string_view text) {
    return to_utf8(normalize(&icu::Normalizer2::getNFKCCasefoldInstance, from_utf8(text)));
}

std::string compose(std::string_view text) {
    return to_utf8(normalize(&icu::Normalizer2::getNFCInstance, from_utf8(text)));
}

std::string trim(std::string_view text) {
    const auto whole = from_utf8(text);
    std::int32_t begin = 0;
    std::int32_t end = whole.length();
    while (begin < end && u_isUWhiteSpace(whole.char32At(begin))) begin = whole.moveIndex32(begin, 1);
    while (end > begin && u_isUWhiteSpace(whole.char32At(whole.moveIndex32(end, -1)))) end = whole.moveIndex32(end, -1);
    return to_utf8(whole.tempSubStringBetween(begin, end));
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_code_point));
}

std::string_view cut_to_bytes(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && !begins_code_point(text[most])) --most;
    return text.substr(0, most);
}

std::string_view cut_to_code_points(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    const auto end = std::ranges::find_if(text, [&](char byte) { return begins_code_point(byte) && count++ == most; });
    return {text.begin(), end};
}

bool has_control_characters(std::string_view text) {
    const auto is_control = [](UChar32 character) {
        const auto type = u_charType(character);
        return type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
    };
    return find_character(text, is_control).has_value();
}

bool has_visible_character(std::string_view text) { return find_character(text, is_visible).has_value(); }

std::optional<char32_t> find_direction_control(std::string_view text) {
    return find_character(text, is_direction_control);
}

bool is_language_tag(std::string_view text) {
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
    std::int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto length = uloc_forLanguageTag(std::string(text).c_str(), locale.data(),
                                            static_cast<std::int32_t>(locale.size()), &parsed, &status);
    return U_SUCCESS(status) && length > 0 && static_cast<std::size_t>(parsed) == text.size();
}

}  // namespace rollcall
