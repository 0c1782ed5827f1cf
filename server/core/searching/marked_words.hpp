#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Texts that are searched: before each character that begins a word there is a mark, so that "begins a word" is a
/// question of what the text contains.
namespace rollcall {

/// Precedes each character that begins a word.
inline constexpr char word_mark = '\x1f';

enum class CharacterKind { word, white, other };

struct TextCharacter {
    std::string_view bytes;
    CharacterKind kind;
};

/// Borrows the text, which is valid UTF-8.
std::vector<TextCharacter> characters_of(std::string_view text);

/// The text with its marks.
std::string mark_words(std::string_view text);

/// What is between white space.
std::vector<std::string> split_at_white_space(std::string_view text);

/// For LIKE with '\' as its escape: the pattern of texts that contain this one.
std::string contains_pattern(std::string_view text);

}  // namespace rollcall
