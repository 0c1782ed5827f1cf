#include "jobs/periodic_worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace rollcall::jobs {

namespace {

using namespace std::chrono_literals;

constexpr auto never = 24h;
constexpr auto long_time = 20s;  // on a busy machine, too, it is over before
constexpr std::chrono::milliseconds no_pauses[] = {0ms};

// Counts runs, and lets a test wait for the next one.
class Runs {
public:
    void operator()(const std::stop_token&) { runs_.release(); }
    bool wait_for_next() { return runs_.try_acquire_for(long_time); }
    bool has_more() { return runs_.try_acquire(); }

private:
    std::counting_semaphore<> runs_{0};
};

}  // namespace

TEST(PeriodicWorker, runs_at_the_start_and_each_time_it_is_woken) {
    Runs runs;
    PeriodicWorker worker({.name = "Counting", .run = std::ref(runs), .pause = never});
    EXPECT_FALSE(runs.has_more());
    worker.start();
    EXPECT_TRUE(runs.wait_for_next());
    worker.wake();
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_FALSE(runs.has_more());
}

TEST(PeriodicWorker, runs_again_after_the_pause) {
    Runs runs;
    PeriodicWorker worker({.name = "Counting", .run = std::ref(runs), .pause = 1ms});
    worker.start();
    for (int count = 0; count < 3; ++count) EXPECT_TRUE(runs.wait_for_next());
}

TEST(PeriodicWorker, runs_once_more_when_it_is_woken_during_a_run) {
    Runs runs;
    std::promise<void> is_running;
    std::promise<void> go_on;
    std::atomic<bool> is_first = true;
    PeriodicWorker worker({.name = "Counting",
                           .run =
                               [&](const std::stop_token& stop) {
                                   if (is_first.exchange(false)) {
                                       is_running.set_value();
                                       go_on.get_future().wait();
                                   }
                                   runs(stop);
                               },
                           .pause = never});
    worker.start();
    is_running.get_future().wait();
    worker.wake();
    go_on.set_value();
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_TRUE(runs.wait_for_next());
}

TEST(PeriodicWorker, runs_again_after_a_run_that_threw) {
    Runs runs;
    std::atomic<int> failures = 0;
    PeriodicWorker worker({.name = "Failing twice",
                           .run =
                               [&](const std::stop_token& stop) {
                                   if (++failures <= 2) throw std::runtime_error("the disk is full");
                                   runs(stop);
                               },
                           .pause = never,
                           .retries = {no_pauses, true}});
    worker.start();
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_EQ(failures, 3);
}

TEST(PeriodicWorker, runs_on_all_its_threads_at_once) {
    std::latch all(3);
    Runs runs;
    PeriodicWorker worker({.name = "Meeting",
                           .run =
                               [&](const std::stop_token& stop) {
                                   all.arrive_and_wait();
                                   runs(stop);
                               },
                           .threads = 3,
                           .pause = never});
    worker.start();
    for (int count = 0; count < 3; ++count) EXPECT_TRUE(runs.wait_for_next());
}

using database::Database;

// What another instance does, as far as a worker here notices.
class Fleet {
public:
    Database::WorkClaim operator()(std::string_view work) {
        const std::lock_guard lock(mutex_);
        asked_for_ = work;
        asked_.release();
        return std::exchange(answer_, answer_ == Database::WorkClaim::taken_over ? Database::WorkClaim::kept : answer_);
    }
    void answer(Database::WorkClaim claim) {
        const std::lock_guard lock(mutex_);
        answer_ = claim;
    }
    bool wait_until_asked() { return asked_.try_acquire_for(long_time); }
    bool was_asked() { return asked_.try_acquire(); }
    std::string asked_for() {
        const std::lock_guard lock(mutex_);
        return asked_for_;
    }

private:
    std::mutex mutex_;
    Database::WorkClaim answer_ = Database::WorkClaim::taken_over;
    std::string asked_for_;
    std::counting_semaphore<> asked_{0};
};

TEST(PeriodicWorker, leaves_work_to_the_instance_that_has_it_until_that_has_ended) {
    Runs runs;
    Runs begun;
    Fleet fleet;
    fleet.answer(Database::WorkClaim::another_instance);
    PeriodicWorker worker(
        {.name = "Counting", .run = std::ref(runs), .pause = 1ms, .claim = std::ref(fleet), .begin = [&begun] {
             begun({});
         }});
    worker.start();
    for (int count = 0; count < 5; ++count) EXPECT_TRUE(fleet.wait_until_asked());
    EXPECT_EQ(fleet.asked_for(), "Counting");
    EXPECT_FALSE(runs.has_more());
    EXPECT_FALSE(begun.has_more());

    fleet.answer(Database::WorkClaim::taken_over);
    EXPECT_TRUE(begun.wait_for_next());
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_FALSE(begun.has_more());
}

TEST(PeriodicWorker, is_not_woken_for_work_that_another_instance_does) {
    Runs runs;
    Fleet fleet;
    fleet.answer(Database::WorkClaim::another_instance);
    PeriodicWorker worker({.name = "Counting", .run = std::ref(runs), .pause = never, .claim = std::ref(fleet)});
    worker.start();
    EXPECT_TRUE(fleet.wait_until_asked());
    worker.wake();
    EXPECT_FALSE(fleet.was_asked());
    EXPECT_FALSE(runs.has_more());
}

TEST(PeriodicWorker, begins_again_after_another_instance_had_the_work) {
    Runs begun;
    Fleet fleet;
    PeriodicWorker worker({.name = "Counting",
                           .run = [](const std::stop_token&) {},
                           .pause = 1ms,
                           .claim = std::ref(fleet),
                           .begin = [&begun] { begun({}); }});
    worker.start();
    EXPECT_TRUE(begun.wait_for_next());
    fleet.answer(Database::WorkClaim::another_instance);
    EXPECT_TRUE(fleet.wait_until_asked());
    fleet.answer(Database::WorkClaim::taken_over);
    EXPECT_TRUE(begun.wait_for_next());
}

TEST(PeriodicWorker, runs_nothing_until_it_could_begin) {
    Runs runs;
    std::atomic<int> beginnings = 0;
    PeriodicWorker worker({.name = "Beginning at the third time",
                           .run = std::ref(runs),
                           .pause = never,
                           .retries = {no_pauses, true},
                           .begin = [&] {
                               EXPECT_FALSE(runs.has_more());
                               if (++beginnings < 3) throw std::runtime_error("the disk is full");
                           }});
    worker.start();
    EXPECT_TRUE(runs.wait_for_next());
    EXPECT_EQ(beginnings, 3);
}

TEST(PeriodicWorker, begins_once_for_all_its_threads) {
    std::latch all(3);
    std::atomic<int> beginnings = 0;
    Runs runs;
    Fleet fleet;
    PeriodicWorker worker({.name = "Meeting",
                           .run =
                               [&](const std::stop_token& stop) {
                                   all.arrive_and_wait();
                                   runs(stop);
                               },
                           .threads = 3,
                           .pause = never,
                           .claim = std::ref(fleet),
                           .begin = [&] { ++beginnings; }});
    worker.start();
    for (int count = 0; count < 3; ++count) EXPECT_TRUE(runs.wait_for_next());
    EXPECT_EQ(beginnings, 1);
}

TEST(PeriodicWorker, stops_a_run_and_a_pause_when_it_is_destroyed) {
    std::promise<void> is_running;
    std::atomic<bool> was_stopped = false;
    {
        PeriodicWorker worker({.name = "Waiting for its end", .run = [&](const std::stop_token& stop) {
                                   std::binary_semaphore stopped{0};
                                   const std::stop_callback callback(stop, [&] { stopped.release(); });
                                   is_running.set_value();
                                   was_stopped = stopped.try_acquire_for(long_time);
                               }});
        worker.start();
        is_running.get_future().wait();
    }
    EXPECT_TRUE(was_stopped);

    Runs runs;
    const auto before = std::chrono::steady_clock::now();
    {
        PeriodicWorker worker({.name = "Counting", .run = std::ref(runs), .pause = never});
        worker.start();
        EXPECT_TRUE(runs.wait_for_next());
    }
    EXPECT_LT(std::chrono::steady_clock::now() - before, long_time);
}

}  // namespace rollcall::jobs
