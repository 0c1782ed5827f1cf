#pragma once

#include <functional>
#include <future>
#include <latch>
#include <thread>
#include <vector>

#include "database/writer.hpp"

namespace rollcall::database::testing {

/// Holds the writer up, lets `works` gather behind it, and goes on after `before_it_goes_on`.
inline std::vector<std::future<void>> write_together(
    Writer& writer, const std::vector<Writer::Work>& works, const std::function<void()>& before_it_goes_on = [] {}) {
    std::latch is_held(1);
    std::promise<void> go_on;
    const auto write = [&writer](const Writer::Work& work) {
        return std::async(std::launch::async, [&writer, work] { writer.write(work); });
    };
    auto holding = write([&](Transaction&) {
        is_held.count_down();
        go_on.get_future().wait();
    });
    is_held.wait();
    std::vector<std::future<void>> answers;
    for (const auto& work : works) answers.push_back(write(work));
    while (writer.waiting() != works.size()) std::this_thread::yield();
    before_it_goes_on();
    go_on.set_value();
    holding.get();
    for (const auto& answer : answers) answer.wait();
    return answers;
}

}  // namespace rollcall::database::testing
