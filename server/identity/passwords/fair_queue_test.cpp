#include "identity/passwords/fair_queue.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace rollcall::identity {

namespace {

using testing::ElementsAre;

class FairQueueTest : public testing::Test {
protected:
    FairQueue queue{{.tasks = 6, .tasks_per_line = 4}};
    std::vector<std::string> ran;
    std::vector<std::string> refused;

    bool add(const std::string& line, const std::string& task) {
        auto added =
            queue.add(line, {[this, task] { ran.push_back(task); }, [this, task] { refused.push_back(task); }});
        if (added.displaced) added.displaced->refuse();
        return added.is_added;
    }

    void run_all() {
        while (!queue.is_empty()) queue.take().run();
    }
};

TEST_F(FairQueueTest, TakesOneTaskOfEachLineInTurn) {
    for (const auto* task : {"a1", "a2", "a3"}) EXPECT_TRUE(add("a", task));
    EXPECT_TRUE(add("b", "b1"));
    EXPECT_TRUE(add("c", "c1"));
    EXPECT_TRUE(add("c", "c2"));
    run_all();
    EXPECT_THAT(ran, ElementsAre("a1", "b1", "c1", "a2", "c2", "a3"));
}

TEST_F(FairQueueTest, RefusesMoreThanALineMayHold) {
    for (const auto* task : {"a1", "a2", "a3", "a4"}) EXPECT_TRUE(add("a", task));
    EXPECT_FALSE(add("a", "a5"));
    EXPECT_TRUE(add("b", "b1"));
    EXPECT_EQ(queue.size(), 5U);
}

TEST_F(FairQueueTest, MakesRoomInTheLongestLineWhenItIsFull) {
    for (const auto* task : {"a1", "a2", "a3", "a4"}) EXPECT_TRUE(add("a", task));
    for (const auto* task : {"b1", "b2"}) EXPECT_TRUE(add("b", task));
    EXPECT_TRUE(add("c", "c1"));
    EXPECT_THAT(refused, ElementsAre("a4"));
    EXPECT_EQ(queue.size(), 6U);
    run_all();
    EXPECT_THAT(ran, ElementsAre("a1", "b1", "c1", "a2", "b2", "a3"));
}

TEST_F(FairQueueTest, RefusesWhenItIsFullAndNoLineIsLonger) {
    for (const auto* task : {"1", "2", "3", "4", "5", "6"}) EXPECT_TRUE(add(task, task));
    EXPECT_FALSE(add("7", "7"));
    EXPECT_TRUE(refused.empty());
}

}  // namespace

}  // namespace rollcall::identity
