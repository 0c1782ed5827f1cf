#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace rollcall::http {

/// The threads on which handlers may wait. Threads start as they are needed; the one that fell asleep last is woken
/// first, so that a quiet server keeps few of them warm.
class HandlerPool {
public:
    /// Something to run once. Owned by whoever posts it, until it has run.
    class Task {
    public:
        virtual ~Task() = default;
        virtual void run() noexcept = 0;

    private:
        friend class HandlerPool;
        Task* next_ = nullptr;
    };

    /// Starts the first of at most that many threads. Throws std::system_error when it cannot be had.
    explicit HandlerPool(std::size_t threads);
    /// Runs what was posted, then joins.
    ~HandlerPool();

    /// May be called from any thread. The task runs even where no further thread can be had: it waits for one.
    void post(Task& task) noexcept;

private:
    struct Worker {
        std::thread thread;
        std::condition_variable wake;
        bool is_called = false;
    };

    void start_worker();
    void work(Worker& worker);
    Worker* call_one() noexcept;

    const std::size_t most_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<Worker*> asleep_;
    Task* first_ = nullptr;
    Task* last_ = nullptr;
    bool is_calling_ = false;
    bool is_stopping_ = false;
};

}  // namespace rollcall::http
