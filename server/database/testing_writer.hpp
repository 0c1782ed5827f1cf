#pragma once

#include <functional>
#include <future>
#include <latch>
#include <thread>
#include <vector>

#include "database/writer.hpp"

namespace rollcall::database::testing {

/// Blocks the writer until all `works` wait for it, then calls `before_release` and lets it continue: they are one
/// group.
inline std::vector<std::future<void>> write_together(
    Writer& writer, const std::vector<Writer::Work>& works, const std::function<void()>& before_release = [] {}) {
    std::latch is_blocked(1);
    std::promise<void> release;
    const auto write = [&writer](const Writer::Work& work) {
        return std::async(std::launch::async, [&writer, work] { writer.write(work); });
    };
    auto blocking = std::async(std::launch::async, [&] {
        writer.run_alone([&] {
            is_blocked.count_down();
            release.get_future().wait();
        });
    });
    is_blocked.wait();
    std::vector<std::future<void>> answers;
    for (const auto& work : works) {  // in this order
        answers.push_back(write(work));
        while (writer.waiting() != answers.size()) std::this_thread::yield();
    }
    before_release();
    release.set_value();
    blocking.get();
    for (const auto& answer : answers) answer.wait();
    return answers;
}

}  // namespace rollcall::database::testing
