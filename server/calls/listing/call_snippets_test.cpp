#include "calls/listing/call_snippets.hpp"

#include <gtest/gtest.h>

#include "calls/words/call_words.hpp"

namespace rollcall::calls {
namespace {

/// The parts one after the other, with the words that were searched for in brackets.
std::string written(const std::optional<Snippet>& snippet) {
    if (!snippet) return "none";
    std::string text;
    for (const auto& part : snippet->parts) text += part.is_match ? "[" + part.text + "]" : part.text;
    return text;
}

std::string snippet_of(const std::string& text, std::string_view search) {
    return written(make_snippet({{TurnRole::caller, text, {}, {}}}, words_of(search)));
}

TEST(Snippet, marks_whole_words_without_regard_to_case_and_accents) {
    EXPECT_EQ(snippet_of("Is a berth free in Malmö?", "MALMO berth"), "Is a [berth] free in [Malmö]?");
    EXPECT_EQ(snippet_of("The berths are taken.", "berth"), "none");
    EXPECT_EQ(snippet_of("Berths, and one berth.", "berth"), "Berths, and one [berth].");
    EXPECT_EQ(snippet_of("港の予約をお願いします", "予約"), "港の[予約]をお願いします");
}

TEST(Snippet, is_of_the_first_turn_with_a_word) {
    const Transcript transcript = {{TurnRole::agent, "Good morning.", {}, {}},
                                   {TurnRole::caller, "Berths, please.", {}, {}},
                                   {TurnRole::tool, "A berth at last.", {}, {}}};
    const auto snippet = make_snippet(transcript, words_of("berth"));
    EXPECT_EQ(written(snippet), "A [berth] at last.");
    EXPECT_EQ(snippet->role, TurnRole::tool);
}

TEST(Snippet, is_looked_for_in_few_bytes_where_the_word_is_written_in_another_way) {
    const Turn other{TurnRole::caller, std::string(1'000, 'x'), {}, {}};
    const Turn said{TurnRole::caller, "To MALMÖ.", {}, {}};
    Transcript transcript(10, other);
    transcript.push_back(said);
    EXPECT_EQ(written(make_snippet(transcript, words_of("malmö"))), "To [MALMÖ].");
    transcript.insert(transcript.begin(), 10, other);
    EXPECT_EQ(written(make_snippet(transcript, words_of("malmö"))), "none");
    transcript.push_back({TurnRole::caller, "To malmo.", {}, {}});
    EXPECT_EQ(written(make_snippet(transcript, words_of("malmo"))), "To [malmo].");
}

TEST(Snippet, of_a_long_turn_is_what_is_around_the_word) {
    std::string text;
    for (int count = 0; count < 60; ++count) text += "word ";
    const auto snippet = snippet_of(text + "ketch " + text + "ketch", "ketch");
    EXPECT_TRUE(snippet.starts_with("…word word ")) << snippet;
    EXPECT_TRUE(snippet.ends_with(" word…")) << snippet;
    EXPECT_LT(snippet.size(), 260U);
    std::string unbroken;
    for (int count = 0; count < 200; ++count) unbroken += "é";
    const auto cut = snippet_of(unbroken + " ketch " + unbroken, "ketch");
    EXPECT_NE(cut.find("[ketch]"), std::string::npos) << cut;
    EXPECT_NE(cut.find("…"), std::string::npos) << cut;
}

}  // namespace
}  // namespace rollcall::calls
