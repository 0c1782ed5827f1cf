#include "core/json_memory.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/limits.hpp"

namespace rollcall {

MemoryBudget::Reservation MemoryBudget::reserve(std::size_t bytes) {
    const auto wanted = std::min(bytes, bytes_);
    std::unique_lock lock(mutex_);
    if (waiting_.size() >= max_waiting_) throw Error::overloaded(memory_retry_after);
    waiting_.push_back(&wanted);
    const bool is_free =
        changed_.wait_for(lock, timeout_, [&] { return waiting_.front() == &wanted && used_ + wanted <= bytes_; });
    std::erase(waiting_, &wanted);
    if (is_free) used_ += wanted;
    lock.unlock();
    changed_.notify_all();  // the next one may be first now
    if (!is_free) throw Error::overloaded(memory_retry_after);
    return {*this, wanted};
}

void MemoryBudget::release(std::size_t bytes) noexcept {
    {
        const std::lock_guard lock(mutex_);
        used_ -= bytes;
    }
    changed_.notify_all();
}

MemoryBudget::Reservation reserve_json_memory(std::size_t document_bytes) {
    static MemoryBudget budget(json_memory_bytes, max_waiting_for_json_memory, json_memory_timeout);
    if (document_bytes <= small_json_bytes) return {};
    return budget.reserve(document_bytes * json_memory_factor);
}

}  // namespace rollcall
