#include "core/searching/marked_words.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace rollcall {

namespace {

// Vowel signs and other marks that folding leaves belong to their word, as in Hindi or Thai.
CharacterKind kind_of(UChar32 character) {
    if (u_isUWhiteSpace(character) || character == word_mark) return CharacterKind::white;
    const bool is_mark = (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
    return u_isalnum(character) || u_isUAlphabetic(character) || is_mark ? CharacterKind::word : CharacterKind::other;
}

}  // namespace

std::vector<TextCharacter> characters_of(std::string_view text) {
    std::vector<TextCharacter> characters;
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(text.data(), at, length, character);
        characters.push_back(
            {text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)), kind_of(character)});
    }
    return characters;
}

std::string mark_words(std::string_view text) {
    std::string result;
    auto before = CharacterKind::white;
    for (const auto& [bytes, kind] : characters_of(text)) {
        if (kind == CharacterKind::word && before != CharacterKind::word) result += word_mark;
        result += bytes;
        before = kind;
    }
    return result;
}

std::vector<std::string> split_at_white_space(std::string_view text) {
    std::vector<std::string> words;
    bool is_in_word = false;
    for (const auto& [bytes, kind] : characters_of(text)) {
        if (kind == CharacterKind::white) {
            is_in_word = false;
            continue;
        }
        if (!is_in_word) words.emplace_back();
        is_in_word = true;
        words.back() += bytes;
    }
    return words;
}

std::string contains_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char character : text) {
        if (character == '%' || character == '_' || character == '\\') pattern += '\\';
        pattern += character;
    }
    return pattern + '%';
}

}  // namespace rollcall
