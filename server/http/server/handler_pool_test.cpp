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

TEST(HandlerPool, runs_all_posted_tasks_before_it_ends) {
    std::atomic<int> runs = 0;
    std::vector<Call> calls(1'000, Call([&] { ++runs; }));
    {
        HandlerPool pool(4);
        for (auto& call : calls) pool.post(call);
    }
    EXPECT_EQ(runs, 1'000);
}

TEST(HandlerPool, lets_as_many_tasks_wait_as_it_has_threads) {
    std::latch all_wait(8);
    std::vector<Call> calls(8, Call([&] { all_wait.arrive_and_wait(); }));
    HandlerPool pool(8);
    for (auto& call : calls) pool.post(call);
    all_wait.wait();
}

TEST(HandlerPool, queues_tasks_for_which_there_is_no_thread) {
    std::atomic<int> at_once = 0;
    std::atomic<int> highest = 0;
    std::latch done(50);
    Call call([&] {
        const int now = ++at_once;
        for (int seen = highest; seen < now && !highest.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --at_once;
        done.count_down();
    });
    std::vector<Call> calls(50, call);
    HandlerPool pool(3);
    for (auto& each : calls) pool.post(each);
    done.wait();
    EXPECT_LE(highest, 3);
}

TEST(HandlerPool, accepts_tasks_from_many_threads) {
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
