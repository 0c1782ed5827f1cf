#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calls/call.hpp"

namespace rollcall::calls {

/// The words of a text as the search compares them: folded (core/text.hpp), each once, in order. Unicode says what a
/// word is (UAX 29; ICU's dictionaries for scripts that do not separate words); punctuation is none. Of a longer word
/// the first `longest_word` code points count.
std::vector<std::string> words_of(std::string_view text);
std::vector<std::string> words_of(const Transcript& transcript);

}  // namespace rollcall::calls
