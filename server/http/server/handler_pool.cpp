#include "http/server/handler_pool.hpp"

#include <algorithm>
#include <exception>

namespace rollcall::http {

HandlerPool::HandlerPool(std::size_t threads) : most_(std::max<std::size_t>(threads, 1)) {
    workers_.reserve(most_);
    asleep_.reserve(most_);
    const std::lock_guard lock(mutex_);
    start_worker();
}

HandlerPool::~HandlerPool() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        for (auto* worker : asleep_) {
            worker->is_called = true;
            worker->wake.notify_one();
        }
        asleep_.clear();
    }
    for (const auto& worker : workers_) worker->thread.join();
}

void HandlerPool::post(Task& task) noexcept {
    std::unique_lock lock(mutex_);
    task.next_ = nullptr;
    (last_ ? last_->next_ : first_) = &task;
    last_ = &task;
    auto* called = call_one();
    lock.unlock();
    if (called) called->wake.notify_one();  // after the unlock, so that it does not wake only to wait
}

/// Wakes or starts one thread, unless one is on its way already: that one calls the next when it finds more than it
/// takes. So short handlers are not each paid for with a thread's wake-up, and waiting ones still fill the pool.
/// Gives back the thread to wake.
HandlerPool::Worker* HandlerPool::call_one() noexcept {
    if (is_calling_ || !first_) return nullptr;

    if (!asleep_.empty()) {
        auto* worker = asleep_.back();
        asleep_.pop_back();
        is_calling_ = true;
        worker->is_called = true;
        return worker;
    }
    if (workers_.size() < most_ && !is_stopping_) {
        try {
            start_worker();
        } catch (const std::exception&) {
            // Those that are there take it.
        }
    }
    return nullptr;
}

void HandlerPool::start_worker() {
    auto worker = std::make_unique<Worker>();
    auto& started = *worker;
    worker->thread = std::thread([this, &started] { work(started); });  // waits for the lock that is held here
    workers_.push_back(std::move(worker));
    is_calling_ = true;
}

void HandlerPool::work(Worker& worker) {
    std::unique_lock lock(mutex_);
    is_calling_ = false;
    for (;;) {
        while (!first_) {
            if (is_stopping_) return;
            worker.is_called = false;
            asleep_.push_back(&worker);
            worker.wake.wait(lock, [&] { return worker.is_called; });
            is_calling_ = false;
        }
        auto* task = first_;
        first_ = task->next_;
        if (!first_) last_ = nullptr;
        auto* called = call_one();

        lock.unlock();
        if (called) called->wake.notify_one();
        task->run();
        lock.lock();
    }
}

}  // namespace rollcall::http
