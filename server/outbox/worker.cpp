#include "outbox/worker.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::outbox {

namespace {

// Short against the first pause between attempts, long against the cost of looking: one entry of an index.
constexpr auto pause = std::chrono::seconds(5);

}  // namespace

void Worker::start() {
    thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void Worker::wake() {
    {
        const std::lock_guard lock(mutex_);
        is_woken_ = true;
    }
    changed_.notify_one();
}

void Worker::run(std::stop_token stop) {
    begin();
    while (!stop.stop_requested()) {
        try_once(stop);
        wait_for_next(stop);
    }
}

void Worker::begin() {
    try {
        post_.database.write([&](database::Transaction& tx) { make_due(tx, post_.clock.now()); });
        forget_files_without_mail(post_.database, post_.folder);
    } catch (const std::exception& error) {
        spdlog::error("The outbox could not be looked through: {}", error.what());
    }
}

void Worker::try_once(std::stop_token stop) {
    try {
        deliver_due(post_, std::move(stop));
    } catch (const std::exception& error) {
        spdlog::error("Delivering mail failed and will be tried again: {}", error.what());
    }
}

void Worker::wait_for_next(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::move(stop), pause, [this] { return is_woken_; });
    is_woken_ = false;
}

}  // namespace rollcall::outbox
