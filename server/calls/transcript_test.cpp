#include "calls/transcript.hpp"

#include <gtest/gtest.h>

namespace rollcall::calls {

TEST(Transcripts, are_read_as_they_were_written) {
    const Transcript transcript{
        {.role = TurnRole::agent, .text = "Good \"morning\"\n", .start = Duration(0), .end = Duration(1'250)},
        {.role = TurnRole::caller, .text = "おはよう", .start = Duration(2'000)},
        {.role = TurnRole::tool, .text = ""},
    };
    EXPECT_EQ(transcript_from_text(to_text(transcript)), transcript);
    EXPECT_EQ(transcript_from_text(to_text({})), Transcript());
}

}  // namespace rollcall::calls
