#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

namespace rollcall {

/// An amount of memory that several threads share: who needs some waits until it is free, in the order in which they
/// asked.
class MemoryBudget {
public:
    MemoryBudget(std::size_t bytes, std::size_t max_waiting, std::chrono::milliseconds timeout)
        : bytes_(bytes), max_waiting_(max_waiting), timeout_(timeout) {}

    /// A part of it, until this is destroyed.
    class Reservation {
    public:
        Reservation() = default;
        Reservation(Reservation&& other) noexcept
            : budget_(std::exchange(other.budget_, nullptr)), bytes_(other.bytes_) {}
        Reservation& operator=(Reservation&&) = delete;
        ~Reservation() {
            if (budget_) budget_->release(bytes_);
        }

    private:
        friend class MemoryBudget;
        Reservation(MemoryBudget& budget, std::size_t bytes) : budget_(&budget), bytes_(bytes) {}
        MemoryBudget* budget_ = nullptr;
        std::size_t bytes_ = 0;
    };

    /// Waits for that much, or for the whole budget where that is less. Throws Error::overloaded when too many wait
    /// already, or it takes too long.
    Reservation reserve(std::size_t bytes);

private:
    void release(std::size_t bytes) noexcept;

    const std::size_t bytes_;
    const std::size_t max_waiting_;
    const std::chrono::milliseconds timeout_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t used_ = 0;
    std::deque<const std::size_t*> waiting_;  ///< the first is the next to get its part
};

/// Reserves the memory that it takes to parse a JSON document of that size: up to 16 times its size. One budget for all
/// documents of the process; small ones need no reservation. Throws as MemoryBudget::reserve.
MemoryBudget::Reservation reserve_json_memory(std::size_t document_bytes);

}  // namespace rollcall
