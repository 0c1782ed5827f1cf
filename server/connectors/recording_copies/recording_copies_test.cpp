#include "connectors/recording_copies/recording_copies.hpp"

#include <gtest/gtest.h>

#include "connectors/recording_copies/audio_measuring.hpp"

namespace rollcall::connectors {
namespace {

using namespace std::chrono_literals;

constexpr Time now{};

TEST(CopiesOfRecordings, AreTriedAgainForADay) {
    EXPECT_EQ(next_copy(1, now), now + 30s);
    EXPECT_EQ(next_copy(2, now), now + 2min);
    EXPECT_EQ(next_copy(10, now), now + 8h);
    EXPECT_FALSE(next_copy(11, now));
    Time time = now;
    for (std::int64_t attempts = 1; auto next = next_copy(attempts, time); ++attempts) time = *next;
    EXPECT_GT(time - now, 20h);
    EXPECT_LT(time - now, 26h);
}

std::string said(const std::string& type, const std::string& peaks) {
    return R"({"content_type":")" + type + R"(","duration":61240,"channels":1,"peaks":)" + peaks + "}";
}

std::string channel(int count, const std::string& peak) {
    std::string text;
    for (int index = 0; index < count; ++index) text += (index > 0 ? "," : "") + peak;
    return '[' + text + ']';
}

TEST(FactsOfAudio, AreWhatTheProgramSays) {
    const auto one = channel(peaks_per_channel, "0.125");
    const auto facts = audio_facts_in(said("audio/wav", "[" + one + "," + one + "]"));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->content_type, "audio/wav");
    EXPECT_EQ(facts->duration, 61240ms);
    EXPECT_EQ(facts->peaks, "[" + one + "," + one + "]");
}

TEST(FactsOfAudio, AreNothingThatTheProgramWouldNotSay) {
    const auto one = channel(peaks_per_channel, "0.5");
    for (const auto& output : {std::string(), std::string("{"), said("text/html", "[" + one + "]"),
                               said("audio/wav", "[]"), said("audio/wav", "[" + channel(799, "0.5") + "]"),
                               said("audio/wav", "[" + one + "," + one + "," + one + "]"),
                               said("audio/wav", "[" + channel(peaks_per_channel, "1.5") + "]"),
                               said("audio/wav", "[" + channel(peaks_per_channel, "-0.1") + "]"),
                               said("audio/wav", "[" + channel(peaks_per_channel, R"("<script>")") + "]")}) {
        EXPECT_FALSE(audio_facts_in(output)) << output.substr(0, 100);
    }
}

}  // namespace
}  // namespace rollcall::connectors
