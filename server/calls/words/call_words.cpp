#include "calls/words/call_words.hpp"

#include <set>

#include "calls/intake/intake_limits.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

std::string cut_word(std::string word) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const bool begins_character = (static_cast<unsigned char>(word[at]) & 0xc0) != 0x80;
        if (begins_character && characters++ == longest_word) {
            word.resize(at);
            break;
        }
    }
    return word;
}

void add_words(std::string_view text, std::set<std::string>& words) {
    for (const auto& word : split_words(text)) {
        if (auto folded = fold(word); !folded.empty()) words.insert(cut_word(std::move(folded)));
    }
}

void add_words_as_version_1(std::string_view text, std::set<std::string>& words) {
    for (auto& word : split_words(fold_as_version_1(text))) words.insert(cut_word(std::move(word)));
}

template <class Add>
std::vector<std::string> words_of_turns(const Transcript& transcript, Add add) {
    std::set<std::string> words;
    for (const auto& turn : transcript) add(turn.text, words);
    return {words.begin(), words.end()};
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    add_words(text, words);
    return {words.begin(), words.end()};
}

std::vector<std::string> words_of(const Transcript& transcript) { return words_of_turns(transcript, add_words); }

std::vector<std::string> words_as_version_1(const Transcript& transcript) {
    return words_of_turns(transcript, add_words_as_version_1);
}

}  // namespace rollcall::calls
