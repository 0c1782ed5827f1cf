#include "calls/words/call_words.hpp"

#include <algorithm>
#include <utility>

#include "calls/intake/intake_limits.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

std::string cut_word(std::string word) {
    word.resize(cut_to_code_points(word, longest_word).size());
    return word;
}

void add_words(std::string_view text, std::vector<std::string>& words) {
    for (const auto& word : split_words(text)) {
        if (auto folded = fold(word); !folded.empty()) words.push_back(cut_word(std::move(folded)));
    }
}

void add_words_as_version_1(std::string_view text, std::vector<std::string>& words) {
    for (auto& word : split_words(fold_as_version_1(text))) words.push_back(cut_word(std::move(word)));
}

std::vector<std::string> sort_words(std::vector<std::string> words) {
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    add_words(text, words);
    return sort_words(std::move(words));
}

std::vector<std::string> words_of(const Transcript& transcript) {
    std::vector<std::string> words;
    for (const auto& turn : transcript) add_words(turn.text, words);
    return sort_words(std::move(words));
}

std::vector<std::string> words_as_version_1(const Transcript& transcript) {
    std::vector<std::string> words;
    for (const auto& turn : transcript) add_words_as_version_1(turn.text, words);
    return sort_words(std::move(words));
}

}  // namespace rollcall::calls
