#include "app/readiness.hpp"

#include <gtest/gtest.h>

#include <future>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"

namespace rollcall::app {
namespace {

TEST(Readiness, DoesNotWaitForTheWriter) {
    TemporaryFolder folder;
    const database::testing::FixedClock clock;
    const auto database = database::open_sqlite(folder.file("rollcall.db"), clock);
    Readiness readiness(*database, clock);
    readiness.start();

    std::promise<void> has_begun;
    std::promise<void> release;
    auto write = std::async(std::launch::async, [&] {
        bool is_first = true;
        database->write([&](database::Transaction&) {
            if (std::exchange(is_first, false)) has_begun.set_value();
            release.get_future().wait();
        });
    });
    has_begun.get_future().wait();
    // Returns only because it does not wait: the writer is held until afterwards.
    auto answers = std::async(std::launch::async, [&] {
        for (int count = 0; count < 100; ++count) readiness.require_ready();
    });
    EXPECT_EQ(answers.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    release.set_value();
    write.get();
    EXPECT_NO_THROW(answers.get());
}

TEST(Readiness, WritesAtMostOnceForManyQuestions) {
    TemporaryFolder folder;
    const database::testing::FixedClock clock;
    const auto database = database::open_sqlite(folder.file("rollcall.db"), clock);
    {
        Readiness readiness(*database, clock);
        readiness.start();
        const auto before = database->writer_state().writes;
        const auto begin = std::chrono::steady_clock::now();
        for (int count = 0; count < 1'000; ++count) readiness.require_ready();
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - begin).count();
        // One at the start, and one for each second.
        EXPECT_LE(database->writer_state().writes - before, static_cast<std::uint64_t>(seconds + 2));
    }
}

}  // namespace
}  // namespace rollcall::app
