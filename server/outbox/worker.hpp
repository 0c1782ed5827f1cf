#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "outbox/delivery.hpp"

namespace rollcall::outbox {

/// Delivers mail on a thread of its own. What an earlier run left is tried at once: whoever starts
/// the server anew has perhaps mended what kept mail from going out.
class Worker {
public:
    explicit Worker(Post post) : post_(std::move(post)) {}

    /// Begins. It ends when the worker goes.
    void start();

    /// Says that mail was queued, after the commit. What nobody says is noticed within seconds.
    void wake();

private:
    void run(std::stop_token stop);
    void begin();
    void try_once(std::stop_token stop);
    void wait_for_next(std::stop_token stop);

    Post post_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool is_woken_ = false;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace rollcall::outbox
