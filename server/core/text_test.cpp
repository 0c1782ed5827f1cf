#include "core/text.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(Fold, ignores_case_and_accents) {
    EXPECT_EQ(fold("José"), "jose");
    EXPECT_EQ(fold("MÜLLER"), "muller");
    EXPECT_EQ(fold("Straße"), fold("STRASSE"));
    EXPECT_EQ(fold("Ⅸ"), "ix");
}

TEST(Fold, keeps_scripts_without_case) {
    EXPECT_EQ(fold("田中太郎"), "田中太郎");
    EXPECT_EQ(fold("한국"), "한국");
}

TEST(Fold, removes_arabic_vowel_marks) { EXPECT_EQ(fold("لَيْلَى"), fold("ليلى")); }

TEST(Caseless, distinguishes_accents_but_not_case) {
    EXPECT_EQ(fold_case("MÜLLER"), fold_case("Müller"));
    EXPECT_NE(fold_case("Muller"), fold_case("Müller"));
}

TEST(Trimmed, removes_every_kind_of_white_space_at_both_ends) {
    EXPECT_EQ(trim(" \t\u3000 Eva Lind \u00a0\n"), "Eva Lind");
    EXPECT_EQ(trim("\u2003"), "");
    EXPECT_EQ(trim("😀 "), "😀");
}

TEST(CountCodePoints, counts_code_points_not_bytes) {
    EXPECT_EQ(count_code_points("abc"), 3U);
    EXPECT_EQ(count_code_points("田中太郎"), 4U);
    EXPECT_EQ(count_code_points("😀"), 1U);
}

TEST(HasControlCharacters, finds_controls_and_line_separators) {
    EXPECT_TRUE(has_control_characters("a\nb"));
    EXPECT_TRUE(has_control_characters("a\u0085b"));
    EXPECT_TRUE(has_control_characters("a\u2028b"));
    EXPECT_FALSE(has_control_characters("Ó Conaill 😀"));
}

TEST(HasVisibleCharacter, knows_blanks_of_every_kind) {
    for (const auto* text : {"", " \u3000", "\u200b\ufeff", "\u200c\u200d", "\u00ad", "\u115f\u1160", "\u3164\uffa0",
                             "\u034f", "\u061c\u200e\u200f", "\u2800", "\ufe0f", "\U000e0020", "\U0001d173",
                             "\U0001d159", "\u0301\u20dd", "\ufff9\ufffb"}) {
        EXPECT_FALSE(has_visible_character(text)) << text;
    }
    for (const auto* text : {"a", ".", "٣", "ي", "ก", "한", "😀", "\u200bx", "\U0001fae9", "◌", "\ue000"}) {
        EXPECT_TRUE(has_visible_character(text)) << text;
    }
}

TEST(FindDirectionControl, finds_embeddings_overrides_and_isolates_but_no_marks) {
    for (const auto* text :
         {"a\u202ab", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}) {
        EXPECT_TRUE(find_direction_control(text)) << text;
    }
    EXPECT_EQ(find_direction_control("ab\u202ec\u2066"), U'\u202e');
    EXPECT_FALSE(find_direction_control("\u200eא\u200f ب\u061c \u206a \u2029"));
}

TEST(IsLanguageTag, accepts_bcp_47_and_nothing_else) {
    EXPECT_TRUE(is_language_tag("en"));
    EXPECT_TRUE(is_language_tag("pt-BR"));
    EXPECT_TRUE(is_language_tag("zh-Hant-TW"));
    EXPECT_FALSE(is_language_tag(""));
    EXPECT_FALSE(is_language_tag("English please"));
    EXPECT_FALSE(is_language_tag("en_"));
}

}  // namespace rollcall
