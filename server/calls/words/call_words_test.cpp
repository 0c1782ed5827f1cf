#include "calls/words/call_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rollcall::calls {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, AreFoldedAndEachThereOnce) {
    EXPECT_THAT(words_of("Grüße, José! grusse JOSE"), ElementsAre("grusse", "jose"));
}

TEST(Words, AreNoPunctuation) {
    EXPECT_THAT(words_of("Berth 12b -- is it free?"), ElementsAre("12b", "berth", "free", "is", "it"));
    EXPECT_THAT(words_of(" ?! \n"), IsEmpty());
    EXPECT_THAT(words_of(""), IsEmpty());
}

TEST(Words, AreFoundInScriptsThatDoNotSeparateThem) {
    const auto words = words_of("船の料金を教えてください");
    EXPECT_THAT(words, ::testing::Contains("料金"));
    EXPECT_THAT(words_of("料金"), ElementsAre("料金"));
    EXPECT_THAT(words_of("قمر فوق الميناء"), ElementsAre("الميناء", "فوق", "قمر"));
}

// Folding removes vowels and tones, without which no dictionary knows a word.
TEST(Words, AreFoundInScriptsWhoseVowelsAreMarks) {
    const auto expect_word = [](std::string_view text, std::string_view word) {
        EXPECT_THAT(words_of(text), ::testing::IsSupersetOf(words_of(word))) << word;
        EXPECT_EQ(words_of(word).size(), 1U) << word;
    };
    expect_word("ฉันต้องการจองเรือไปเกาะพรุ่งนี้", "เรือ");
    expect_word("ฉันต้องการจองเรือไปเกาะพรุ่งนี้", "ต้องการ");
    expect_word("ขอทราบราคาน้ำมันวันนี้ครับ", "ราคา");
    expect_word("ຂ້ອຍຕ້ອງການຈອງເຮືອ", "ເຮືອ");
    expect_word("ខ្ញុំចង់កក់ទូក", "ទូក");
    expect_word("ကျွန်တော်လှေငှားချင်ပါတယ်", "လှေ");
}

TEST(Words, AreFoldedAfterTheyAreSeparated) {
    EXPECT_THAT(words_of("Don’t book Łódź"), ElementsAre("book", "don't", "lodz"));
    EXPECT_THAT(words_of("می‌خواهم"), ElementsAre("ميخواهم"));
}

TEST(Words, OfATranscriptAreThoseOfAllItsTurns) {
    const Transcript transcript{{.role = TurnRole::agent, .text = "Good morning"},
                                {.role = TurnRole::caller, .text = "Good day"}};
    EXPECT_THAT(words_of(transcript), ElementsAre("day", "good", "morning"));
}

TEST(Words, AreNotEndless) {
    const auto words = words_of(std::string(1000, 'a'));
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words.front().size(), 60U);
}

}  // namespace rollcall::calls
