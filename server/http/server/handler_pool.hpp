#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace rollcall::http {

/// The threads on which handlers may wait. Threads start when they are needed; the one that became idle last is woken
/// first, so that a server with little load uses few of them.
class HandlerPool {
public:
    /// Runs once. The caller of `post` owns it and must keep it until it has run.
    class Task {
    public:
        virtual ~Task() = default;
        virtual void run() noexcept = 0;

    private:
        friend class HandlerPool;
        Task* next_ = nullptr;
    };

    /// Starts the first of at most `max_threads`. Throws std::system_error when it cannot be started.
    explicit HandlerPool(std::size_t max_threads);
    /// Runs all posted tasks, then joins the threads.
    ~HandlerPool();

    /// May be called from any thread. When no more threads can be started, the task waits for one.
    void post(Task& task) noexcept;

private:
    struct Worker {
        std::thread thread;
        std::condition_variable wake;
        bool is_called = false;
    };

    void start_worker();
    void work(Worker& worker);
    Worker* call_worker() noexcept;

    const std::size_t max_threads_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<Worker*> idle_;
    Task* first_ = nullptr;
    Task* last_ = nullptr;
    bool is_calling_ = false;
    bool is_stopping_ = false;
};

}  // namespace rollcall::http
