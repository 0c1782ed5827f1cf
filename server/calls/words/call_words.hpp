#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calls/call.hpp"

namespace rollcall::calls {

/// The words of a text as the search compares them: folded (core/text.hpp), each once, in order. Punctuation is none.
/// Of a longer word the first `longest_word` code points count.
std::vector<std::string> words_of(std::string_view text);
std::vector<std::string> words_of(const Transcript& transcript);

/// As they were stored until version 1 of folding.
std::vector<std::string> words_as_version_1(const Transcript& transcript);

}  // namespace rollcall::calls
