#include "core/text.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(Fold, SetsCaseAndAccentsAside) {
    EXPECT_EQ(fold("José"), "jose");
    EXPECT_EQ(fold("MÜLLER"), "muller");
    EXPECT_EQ(fold("Straße"), fold("STRASSE"));
    EXPECT_EQ(fold("Ⅸ"), "ix");
}

TEST(Fold, KeepsScriptsWithoutCase) {
    EXPECT_EQ(fold("田中太郎"), "田中太郎");
    EXPECT_EQ(fold("한국"), "한국");
}

TEST(Fold, TakesArabicVowelMarksOff) { EXPECT_EQ(fold("لَيْلَى"), fold("ليلى")); }

TEST(Caseless, TellsAccentsApartButNotCase) {
    EXPECT_EQ(caseless("MÜLLER"), caseless("Müller"));
    EXPECT_NE(caseless("Muller"), caseless("Müller"));
}

TEST(Trimmed, TakesEveryKindOfWhiteSpaceOffBothEnds) {
    EXPECT_EQ(trimmed(" \t\u3000 Eva Lind \u00a0\n"), "Eva Lind");
    EXPECT_EQ(trimmed("\u2003"), "");
    EXPECT_EQ(trimmed("😀 "), "😀");
}

TEST(CountCodePoints, CountsWhatPeopleCallCharactersMostly) {
    EXPECT_EQ(count_code_points("abc"), 3U);
    EXPECT_EQ(count_code_points("田中太郎"), 4U);
    EXPECT_EQ(count_code_points("😀"), 1U);
}

TEST(HasControlCharacters, FindsWhatBreaksALine) {
    EXPECT_TRUE(has_control_characters("a\nb"));
    EXPECT_TRUE(has_control_characters("a\u0085b"));
    EXPECT_TRUE(has_control_characters("a\u2028b"));
    EXPECT_FALSE(has_control_characters("Ó Conaill 😀"));
}

TEST(IsLanguageTag, TakesBcp47AndNothingElse) {
    EXPECT_TRUE(is_language_tag("en"));
    EXPECT_TRUE(is_language_tag("pt-BR"));
    EXPECT_TRUE(is_language_tag("zh-Hant-TW"));
    EXPECT_FALSE(is_language_tag(""));
    EXPECT_FALSE(is_language_tag("English please"));
    EXPECT_FALSE(is_language_tag("en_"));
}

}  // namespace rollcall
