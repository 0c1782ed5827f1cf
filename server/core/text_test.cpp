#include "core/text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

TEST(Fold, makes_letters_plain_that_do_not_decompose) {
    const std::pair<const char*, const char*> same[] = {
        {"Łódź", "lodz"},
        {"Øresund", "oresund"},
        {"Đorđe", "dorde"},
        {"Æsir", "aesir"},
        {"Cœur", "coeur"},
        {"Þóra", "thora"},
        {"Sigurðr", "sigurdr"},
        {"Işık", "isik"},
        {"İzmir", "izmir"},
        {"Ħal", "hal"},
        {"Ŋ", "n"},
        {"ĸ", "q"},
        {"Ŧ", "t"},
        {"GROẞ", "gross"},
        {"paraŀlel", "parallel"},
        {"Col·lecció", "colleccio"},
        {"ſ", "s"},
        {"Ɓaɗe", "bade"},
        {"Ǆ", "dz"},
    };
    for (const auto& [written, plain] : same) EXPECT_EQ(fold(written), plain);
}

TEST(Fold, ignores_which_quotes_and_dashes_were_typed) {
    for (const auto* name : {"O’Neil", "O‘Neil", "OʼNeil", "O´Neil", "O＇Neil", "O′Neil"})
        EXPECT_EQ(fold(name), "o'neil");
    for (const auto* name : {"a–b", "a—b", "a‐b", "a‑b", "a−b"}) EXPECT_EQ(fold(name), "a-b");
    EXPECT_EQ(fold("„Harbour“"), "\"harbour\"");
}

TEST(Fold, ignores_which_keyboard_wrote_arabic_letters_and_digits) {
    const std::pair<const char*, const char*> same[] = {
        {"علی", "علي"},
        {"على", "علي"},
        {"کریم", "كريم"},
        {"فاطمة", "فاطمه"},
        {"أحمد", "احمد"},
        {"إيمان", "ايمان"},
        {"آمنة", "امنه"},
        {"ٱلميناء", "الميناء"},
        {"مؤمن", "مومن"},
        {"محمـــد", "محمد"},
        {"می‌خواهم", "ميخواهم"},
        {"١٢٣", "123"},
        {"۴۵۶", "456"},
        {"४", "4"},
        {"๗", "7"},
    };
    for (const auto& [one, other] : same) EXPECT_EQ(fold(one), fold(other));
}

TEST(Fold, ignores_width_and_kind_of_kana) {
    EXPECT_EQ(fold("ﾀﾅｶ"), fold("タナカ"));
    EXPECT_EQ(fold("タナカ"), fold("たなか"));
}

TEST(Fold, ignores_characters_that_are_not_shown) { EXPECT_EQ(fold("E\u200bva\u00ad\u2060"), "eva"); }

TEST(FoldForSearch, finds_hangul_in_each_state_of_typing) {
    const auto states_of = [](std::vector<std::string> states, const std::string& whole) {
        for (const auto& state : states) {
            EXPECT_TRUE(fold_for_search(whole).starts_with(fold_for_search(state))) << state << " of " << whole;
        }
    };
    states_of({"ㄱ", "기", "김", "김ㅁ", "김미", "김민"}, "김민수");
    states_of({"ㄱ", "기", "김", "기미"}, "기민");
    states_of({"ㄷ", "다", "달", "닭"}, "닭");
    states_of({"ㅇ", "오", "와", "왕", "와ㅇ"}, "왕");
    states_of({"값", "갑", "갑ㅅ"}, "값");
    EXPECT_FALSE(fold_for_search("김민").starts_with(fold_for_search("강")));
    EXPECT_EQ(fold_for_search("José"), fold("José"));
}

TEST(Fold, as_version_1_is_what_databases_hold) {
    EXPECT_EQ(fold_as_version_1("Łódź O’Neil"), "łodz o’neil");
    EXPECT_EQ(fold_as_version_1("김"), "김");
}

TEST(Fold, removes_arabic_vowel_marks) { EXPECT_EQ(fold("لَيْلَى"), fold("ليلى")); }

TEST(Caseless, distinguishes_accents_but_not_case) {
    EXPECT_EQ(fold_case("MÜLLER"), fold_case("Müller"));
    EXPECT_NE(fold_case("Muller"), fold_case("Müller"));
}

TEST(Compose, joins_letters_and_their_marks) {
    EXPECT_EQ(compose("cafe\u0301"), "caf\u00e9");
    EXPECT_EQ(compose("caf\u00e9"), "caf\u00e9");
    EXPECT_EQ(compose("a\u0323\u0302"), compose("a\u0302\u0323"));
    EXPECT_EQ(compose("\u212b"), "\u00c5");
    EXPECT_EQ(compose("\u1112\u1161\u11ab"), "\ud55c");
    EXPECT_EQ(compose("plain \ufb01"), "plain \ufb01");
    EXPECT_EQ(compose(std::string_view("a\0b", 3)), std::string_view("a\0b", 3));
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

TEST(Cut, divides_no_character) {
    EXPECT_EQ(cut_to_bytes("Éva", 4), "Éva");
    EXPECT_EQ(cut_to_bytes("Éva", 3), "Év");
    EXPECT_EQ(cut_to_bytes("Éva", 1), "");
    EXPECT_EQ(cut_to_bytes("日本", 5), "日");
    EXPECT_EQ(cut_to_bytes("", 0), "");
    EXPECT_EQ(cut_to_code_points("Éva", 3), "Éva");
    EXPECT_EQ(cut_to_code_points("Éva", 2), "Év");
    EXPECT_EQ(cut_to_code_points("日本", 1), "日");
    EXPECT_EQ(cut_to_code_points("日本", 0), "");
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

// Texts in ASCII are folded and split without ICU: a letter behind them that is not in ASCII shows what ICU does.
TEST(Words, in_ASCII_are_those_of_ICU) {
    std::mt19937 random(41);
    const std::string_view characters = "aZ09_@'.:,;-/@\"!? \t\r\n\x01\x7f";
    const auto one_of = [&](std::string_view some) {
        return some[std::uniform_int_distribution<std::size_t>(0, some.size() - 1)(random)];
    };
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (int length = 1 + round % 12; length > 0; --length) {
            text += round % 3 ? one_of(characters) : static_cast<char>(std::uniform_int_distribution(1, 0x7f)(random));
        }
        auto expected = split_words(text + " \xc3\xa9");
        ASSERT_EQ(expected.back(), "\xc3\xa9");
        expected.pop_back();
        ASSERT_EQ(split_words(text), expected) << "\"" << text << "\"";
        ASSERT_EQ(fold(text) + "e", fold(text + "\xc3\xa9")) << "\"" << text << "\"";
    }
}

}  // namespace rollcall
