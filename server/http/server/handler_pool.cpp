#include "http/server/handler_pool.hpp"

#include <algorithm>
#include <exception>

namespace rollcall::http {

HandlerPool::HandlerPool(std::size_t max_threads) : max_threads_(std::max<std::size_t>(max_threads, 1)) {
    workers_.reserve(max_threads_);
    idle_.reserve(max_threads_);
    const std::lock_guard lock(mutex_);
    start_worker();
}

HandlerPool::~HandlerPool() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        for (auto* worker : idle_) {
            worker->is_called = true;
            worker->wake.notify_one();
        }
        idle_.clear();
    }
    for (const auto& worker : workers_) worker->thread.join();
}

void HandlerPool::post(Task& task) noexcept {
    std::unique_lock lock(mutex_);
    task.next_ = nullptr;
    (last_ ? last_->next_ : first_) = &task;
    last_ = &task;
    auto* called = call_worker();
    lock.unlock();
    if (called) called->wake.notify_one();  // after the unlock, so that it does not wait for the lock
}

/// Calls or starts one thread, unless one is starting to work already: that one calls the next when there is more than
/// one task. So short handlers do not each cause a thread to wake up, and handlers that wait still fill the pool.
/// Returns the thread to wake.
HandlerPool::Worker* HandlerPool::call_worker() noexcept {
    if (is_calling_ || !first_) return nullptr;

    if (!idle_.empty()) {
        auto* worker = idle_.back();
        idle_.pop_back();
        is_calling_ = true;
        worker->is_called = true;
        return worker;
    }
    if (workers_.size() < max_threads_ && !is_stopping_) {
        try {
            start_worker();
        } catch (const std::exception&) {
            // The existing threads run it.
        }
    }
    return nullptr;
}

void HandlerPool::start_worker() {
    auto worker = std::make_unique<Worker>();
    auto& started = *worker;
    worker->thread = std::thread([this, &started] { work(started); });  // waits for the lock that the caller holds
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
            idle_.push_back(&worker);
            worker.wake.wait(lock, [&] { return worker.is_called; });
            is_calling_ = false;
        }
        auto* task = first_;
        first_ = task->next_;
        if (!first_) last_ = nullptr;
        auto* called = call_worker();

        lock.unlock();
        if (called) called->wake.notify_one();
        task->run();
        lock.lock();
    }
}

}  // namespace rollcall::http
