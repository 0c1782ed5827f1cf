#include "connectors/recording_copies/audio_reader.hpp"

#include <gtest/gtest.h>

#include "connectors/recording_copies/audio_program.hpp"

namespace rollcall::connectors {
namespace {

using namespace std::chrono_literals;

std::string output_with(const std::string& type, const std::string& peaks) {
    return R"({"content_type":")" + type + R"(","duration":61240,"channels":1,"peaks":)" + peaks + "}";
}

std::string channel(int count, const std::string& peak) {
    std::string text;
    for (int index = 0; index < count; ++index) text += (index > 0 ? "," : "") + peak;
    return '[' + text + ']';
}

TEST(AudioFacts, AreWhatTheProgramPrints) {
    const auto one = channel(peaks_per_channel, "0.125");
    const auto facts = parse_audio_output(output_with("audio/wav", "[" + one + "," + one + "]"));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->content_type, "audio/wav");
    EXPECT_EQ(facts->duration, 61240ms);
    EXPECT_EQ(facts->peaks, "[" + one + "," + one + "]");
}

TEST(AudioFacts, AreNotReadFromInvalidOutput) {
    const auto one = channel(peaks_per_channel, "0.5");
    for (const auto& output :
         {std::string(), std::string("{"), output_with("text/html", "[" + one + "]"), output_with("audio/wav", "[]"),
          output_with("audio/wav", "[" + channel(799, "0.5") + "]"),
          output_with("audio/wav", "[" + one + "," + one + "," + one + "]"),
          output_with("audio/wav", "[" + channel(peaks_per_channel, "1.5") + "]"),
          output_with("audio/wav", "[" + channel(peaks_per_channel, "-0.1") + "]"),
          output_with("audio/wav", "[" + channel(peaks_per_channel, R"("<script>")") + "]")}) {
        EXPECT_FALSE(parse_audio_output(output)) << output.substr(0, 100);
    }
}

}  // namespace
}  // namespace rollcall::connectors
