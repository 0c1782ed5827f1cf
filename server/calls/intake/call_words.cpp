#include "calls/intake/call_words.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <set>
#include <stdexcept>

#include "calls/intake/intake_limits.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

std::unique_ptr<icu::BreakIterator> new_word_breaks() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return breaks;
}

void add_words(std::string_view text, icu::BreakIterator& breaks, std::set<std::string>& words) {
    const auto folded = fold(text);
    const auto whole = icu::UnicodeString::fromUTF8(folded);
    breaks.setText(whole);
    auto begin = breaks.first();
    for (auto end = breaks.next(); end != icu::BreakIterator::DONE; begin = end, end = breaks.next()) {
        if (breaks.getRuleStatus() < UBRK_WORD_NUMBER) continue;  // white space and punctuation
        const auto beginning = whole.moveIndex32(begin, longest_word);
        std::string word;
        whole.tempSubStringBetween(begin, std::min(end, beginning)).toUTF8String(word);
        words.insert(std::move(word));
    }
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    add_words(text, *new_word_breaks(), words);
    return {words.begin(), words.end()};
}

std::vector<std::string> words_of(const Transcript& transcript) {
    std::set<std::string> words;
    const auto breaks = new_word_breaks();
    for (const auto& turn : transcript) add_words(turn.text, *breaks, words);
    return {words.begin(), words.end()};
}

}  // namespace rollcall::calls
