#include "members/list/search_text.hpp"

#include <gtest/gtest.h>

namespace rollcall::members {
namespace {

using Entries = std::set<std::string>;

TEST(SearchText, marks_where_words_begin_and_folds_what_they_are_made_of) {
    EXPECT_EQ(search_text("José O'Brien", "Jose.B@Example.com", std::nullopt),
              "\x1fjose \x1fo'\x1f"
              "brien\n\x1fjose.\x1f"
              "b@\x1f"
              "example.\x1f"
              "com");
    EXPECT_EQ(search_text("Jo", "jo@a.b", "Directrice générale"),
              "\x1fjo\n\x1fjo@\x1f"
              "a.\x1f"
              "b\n\x1f"
              "directrice \x1fgenerale");
}

TEST(SearchText, has_an_entry_from_every_character_to_the_end_of_its_word) {
    EXPECT_EQ(search_entries("\x1fjo-\x1fmo"), (Entries{"jo", "o", "-", "mo", "\x1fjo", "\x1fmo"}));
    EXPECT_EQ(search_entries("\x1f"
                             "abcdefghij")
                  .count("abcdefgh"),
              1U);
    EXPECT_EQ(search_entries("\x1f田中太郎"), (Entries{"田中太郎", "中太郎", "太郎", "郎", "\x1f田中太郎"}));
}

TEST(SearchText, looks_for_each_word_once_folded_and_escaped) {
    const auto search = parse_search("  MÜL  100%  mül ");
    EXPECT_EQ(search.beginning, "mul 100% mul");
    ASSERT_EQ(search.words.size(), 2U);
    EXPECT_EQ(search.words[0], (SearchedWord{"%mul%", "%\x1fmul%", "mul", "mul"}));
    EXPECT_EQ(search.words[1], (SearchedWord{"%100\\%%",
                                             "%\x1f"
                                             "100\\%%",
                                             "100", "100%"}));
}

TEST(SearchText, uses_the_longest_part_of_a_word) {
    const auto word = parse_search("a@north-sea").words.at(0);
    EXPECT_EQ(word.contained, "%a@\x1fnorth-\x1fsea%");
    EXPECT_EQ(word.pattern, "a@\x1fnorth-\x1fsea");
    EXPECT_EQ(word.entry, "north");
    EXPECT_EQ(parse_search("@").words.at(0).entry, "@");
}

TEST(SearchText, finds_hangul_while_it_is_typed) {
    for (const auto* typed : {"ㄱ", "기", "김", "김ㅁ", "김미"}) {
        const auto search = parse_search(typed);
        const auto begins = search.words.at(0).begins.substr(1, search.words.at(0).begins.size() - 2);
        EXPECT_NE(search_text("김민수", "a@b.cd", std::nullopt).find(begins), std::string::npos) << typed;
    }
}

TEST(SearchText, keeps_vowel_signs_with_their_word) {
    EXPECT_EQ(search_text("हिन्दी", "a@b.cd", std::nullopt).find('\x1f', 1),
              search_text("हिन्दी", "a@b.cd", std::nullopt).find('\n') + 1);
}

TEST(SearchText, of_nothing_but_white_space_has_no_word) { EXPECT_TRUE(parse_search(" \t ").words.empty()); }

}  // namespace
}  // namespace rollcall::members
