#include "http/server/handler_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <optional>
#include <vector>

namespace rollcall::http {
namespace {

class Call final : public HandlerPool::Task {
public:
    explicit Call(std::function<void()> function) : function_(std::move(function)) {}
    void run() noexcept override { function_(); }

private:
    std::function<void()> function_;
};

TEST(HandlerPool, RunsEverythingThatWasPostedBeforeItEnds) {
    std::atomic<int> runs = 0;
    std::vector<Call> calls(1'000, Call([&] { ++runs; }));
    {
        HandlerPool pool(4);
        for (auto& call : calls) pool.post(call);
    }
    EXPECT_EQ(runs, 1'000);
}

TEST(HandlerPool, LetsAsManyWaitAtOnceAsItHasThreads) {
    std::latch all_wait(8);
    std::vector<Call> calls(8, Call([&] { all_wait.arrive_and_wait(); }));
    HandlerPool pool(8);
    for (auto& call : calls) pool.post(call);
    all_wait.wait();
}

TEST(HandlerPool, QueuesWhatItHasNoThreadFor) {
    std::atomic<int> at_once = 0;
    std::atomic<int> most = 0;
    std::latch done(50);
    Call call([&] {
        const int now = ++at_once;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --at_once;
        done.count_down();
    });
    std::vector<Call> calls(50, call);
    HandlerPool pool(3);
    for (auto& each : calls) pool.post(each);
    done.wait();
    EXPECT_LE(most, 3);
}

TEST(HandlerPool, TakesWorkFromManyThreads) {
    std::atomic<int> runs = 0;
    std::vector<Call> calls(4'000, Call([&] { ++runs; }));
    {
        HandlerPool pool(4);
        std::vector<std::thread> posters;
        for (std::size_t poster = 0; poster < 4; ++poster) {
            posters.emplace_back([&, poster] {
                for (std::size_t call = 0; call < 1'000; ++call) pool.post(calls[poster * 1'000 + call]);
            });
        }
        for (auto& poster : posters) poster.join();
    }
    EXPECT_EQ(runs, 4'000);
}

}  // namespace
}  // namespace rollcall::http
