#include "calls/live/live_streams.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace rollcall::calls {
namespace {

using Stream = std::shared_ptr<const LiveStreams::Stream>;

access::Caller make_caller(const std::string& member, const std::string& session, const std::string& token = "") {
    access::Caller caller;
    caller.member = MemberId(member);
    caller.session = SessionId(session);
    caller.api_token = ApiTokenId(token);
    return caller;
}

std::size_t count_replaced(const std::vector<Stream>& streams) {
    return static_cast<std::size_t>(
        std::ranges::count_if(streams, [](const Stream& stream) { return stream->is_replaced(); }));
}

TEST(LiveStreams, replace_the_oldest_of_a_session_and_of_no_other) {
    LiveStreams streams(3, 100);
    const auto other = streams.open(make_caller("mia", "on the phone"));
    const auto program = streams.open(make_caller("mia", "", "token"));
    std::vector<Stream> open;
    for (int count = 0; count < 5; ++count) open.push_back(streams.open(make_caller("mia", "at the desk")));
    EXPECT_TRUE(open[0]->is_replaced());
    EXPECT_TRUE(open[1]->is_replaced());
    EXPECT_EQ(count_replaced(open), 2U);
    EXPECT_FALSE(other->is_replaced());
    EXPECT_FALSE(program->is_replaced());
    EXPECT_EQ(streams.count(), 5U);
}

TEST(LiveStreams, do_not_count_those_that_have_ended) {
    LiveStreams streams(2, 100);
    const auto first = streams.open(make_caller("mia", "one"));
    for (int count = 0; count < 5; ++count) streams.open(make_caller("mia", "one"));
    EXPECT_FALSE(first->is_replaced());
    EXPECT_EQ(streams.count(), 1U);
}

TEST(LiveStreams, replace_the_oldest_of_the_member_with_the_most_when_there_are_too_many) {
    LiveStreams streams(2, 7);
    const auto noor = streams.open(make_caller("noor", "noor's"));
    std::vector<Stream> open;
    for (int count = 0; count < 6; ++count) {
        open.push_back(streams.open(make_caller("mia", "", "token " + std::to_string(count / 2))));
    }
    EXPECT_EQ(count_replaced(open), 0U);
    const auto tom = streams.open(make_caller("tom", "tom's"));
    EXPECT_TRUE(open[0]->is_replaced());
    EXPECT_EQ(count_replaced(open), 1U);
    EXPECT_FALSE(noor->is_replaced());
    EXPECT_FALSE(tom->is_replaced());
}

}  // namespace
}  // namespace rollcall::calls
