#include "core/json_memory.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "core/error.hpp"

namespace rollcall {
namespace {

using namespace std::chrono_literals;

TEST(MemoryBudget, is_never_exceeded) {
    MemoryBudget budget(100, 50, 10s);
    std::atomic<int> used = 0;
    std::atomic<int> most = 0;
    std::vector<std::jthread> threads;
    for (int count = 0; count < 20; ++count) {
        threads.emplace_back([&, bytes = 20 + count] {
            const auto part = budget.reserve(static_cast<std::size_t>(bytes));
            const int now = used += bytes;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::sleep_for(1ms);
            used -= bytes;
        });
    }
    threads.clear();
    EXPECT_LE(most, 100);
    EXPECT_GE(most, 39);
}

TEST(MemoryBudget, is_for_one_at_a_time_who_needs_more_than_all_of_it) {
    MemoryBudget budget(100, 10, 20ms);
    std::optional<MemoryBudget::Reservation> all(budget.reserve(500));
    EXPECT_THROW(budget.reserve(1), Error);
    all.reset();
    budget.reserve(1);
}

TEST(MemoryBudget, refuses_when_too_many_wait) {
    MemoryBudget budget(100, 0, 10s);
    try {
        budget.reserve(1);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::overloaded);
        EXPECT_TRUE(error.retry_after());
    }
}

}  // namespace
}  // namespace rollcall
