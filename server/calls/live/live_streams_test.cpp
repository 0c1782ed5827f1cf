#include "calls/live/live_streams.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "database/testing_backends.hpp"

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

class LiveStreamsTest : public database::testing::OnEachBackend {
protected:
    /// `count` streams of Mia's session at the desk.
    static std::vector<Stream> open_some(LiveStreams& streams, int count) {
        std::vector<Stream> open;
        for (int n = 0; n < count; ++n) open.push_back(streams.open(make_caller("mia", "at the desk")));
        return open;
    }

    /// As the instance does it by itself, once in a second.
    void run(LiveStreams& streams, std::chrono::milliseconds time) {
        for (auto end = now + time; now < end; now += live_exchange_interval) streams.exchange_with_others(now);
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    LiveStreams::SteadyClock::time_point now{std::chrono::hours(1)};
};

TEST_P(LiveStreamsTest, replace_the_oldest_of_a_session_and_of_no_other) {
    LiveStreams streams(*database, 3, 100);
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

TEST_P(LiveStreamsTest, do_not_count_those_that_have_ended) {
    LiveStreams streams(*database, 2, 100);
    const auto first = streams.open(make_caller("mia", "one"));
    for (int count = 0; count < 5; ++count) streams.open(make_caller("mia", "one"));
    EXPECT_FALSE(first->is_replaced());
    EXPECT_EQ(streams.count(), 1U);
}

TEST_P(LiveStreamsTest, replace_the_oldest_of_the_member_with_the_most_when_there_are_too_many) {
    LiveStreams streams(*database, 2, 7);
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

TEST_P(LiveStreamsTest, replace_the_oldest_of_a_session_also_at_another_instance) {
    LiveStreams here(*database, 3, 100);
    LiveStreams there(*database, 3, 100);
    const auto first = open_some(here, 2);
    const auto second = open_some(there, 2);
    here.exchange_with_others(now);
    there.exchange_with_others(now);
    EXPECT_TRUE(first[0]->is_replaced());
    EXPECT_EQ(count_replaced(first) + count_replaced(second), 1U);
    const auto third = open_some(here, 3);
    EXPECT_TRUE(first[1]->is_replaced());
    there.exchange_with_others(now);
    EXPECT_EQ(count_replaced(second), 2U);
    EXPECT_EQ(count_replaced(third), 0U);
}

TEST_P(LiveStreamsTest, do_not_count_those_that_have_ended_at_another_instance) {
    LiveStreams here(*database, 2, 100);
    LiveStreams there(*database, 2, 100);
    const auto first = open_some(here, 1);
    open_some(there, 1);
    there.exchange_with_others(now);
    const auto second = open_some(here, 1);
    here.exchange_with_others(now);
    EXPECT_EQ(count_replaced(first) + count_replaced(second), 0U);
}

TEST_P(LiveStreamsTest, of_an_instance_that_was_killed_are_forgotten_after_a_while) {
    LiveStreams here(*database, 3, 100);
    LiveStreams killed(*database, 3, 100);
    const auto first = open_some(here, 1);
    const auto lost = open_some(killed, 2);
    run(here, live_beat_timeout - live_exchange_interval);
    EXPECT_EQ(database->read(list_live_instances).size(), 2U);
    run(here, std::chrono::seconds(5));
    EXPECT_EQ(database->read(list_live_instances).size(), 1U);
    const auto second = open_some(here, 2);
    EXPECT_EQ(count_replaced(first) + count_replaced(second), 0U);
    killed.exchange_with_others(now);  // it had only stopped for a time
    EXPECT_EQ(count_replaced(lost), 2U);
}

TEST_P(LiveStreamsTest, of_an_instance_that_runs_are_not_forgotten) {
    LiveStreams here(*database, 3, 100);
    LiveStreams there(*database, 3, 100);
    const auto streams = std::pair(open_some(here, 1), open_some(there, 1));
    for (int second = 0; second < 60; ++second) {
        run(here, std::chrono::seconds(1));
        there.exchange_with_others(now);
    }
    EXPECT_EQ(count_replaced(streams.first) + count_replaced(streams.second), 0U);
    EXPECT_EQ(database->read(list_live_instances).size(), 2U);
}

TEST_P(LiveStreamsTest, are_not_forgotten_because_nobody_reached_the_database) {
    LiveStreams here(*database, 3, 100);
    LiveStreams there(*database, 3, 100);
    const auto streams = std::pair(open_some(here, 1), open_some(there, 1));
    run(here, std::chrono::seconds(2));
    now += std::chrono::hours(1);
    run(here, std::chrono::seconds(2));
    there.exchange_with_others(now);
    EXPECT_EQ(count_replaced(streams.second), 0U);
}

TEST_P(LiveStreamsTest, write_nothing_between_their_beginning_their_end_and_the_signs_of_life) {
    LiveStreams streams(*database, 3, 100);
    run(streams, std::chrono::minutes(1));
    const auto idle = database->writer_state().writes;
    {
        const auto open = open_some(streams, 3);
        run(streams, 2 * live_beat_interval);
        EXPECT_EQ(database->writer_state().writes - idle, 3U + 2U);
    }
    run(streams, std::chrono::minutes(1));
    EXPECT_EQ(database->writer_state().writes - idle, 3U + 2U + 1U);
    EXPECT_TRUE(database->read(list_live_instances).empty());
}

ROLLCALL_ON_BOTH_BACKENDS(LiveStreamsTest);

}  // namespace
}  // namespace rollcall::calls
