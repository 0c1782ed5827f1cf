#include "storage/s3/request_places.hpp"

#include <chrono>

namespace rollcall::storage {

namespace {

constexpr auto longest_wait = std::chrono::seconds(2);

}  // namespace

std::optional<RequestPlaces::Place> RequestPlaces::take() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, longest_wait, [&] { return is_down_ || taken_ < count_; })) return std::nullopt;
    if (is_down_ && is_tried_) return std::nullopt;
    if (is_down_) {
        is_tried_ = true;
    } else {
        ++taken_;
    }
    return Place{.is_trial = is_down_, .answers_before = answers_};
}

void RequestPlaces::give_back(const Place& place, RequestEnd end) {
    {
        const std::lock_guard lock(mutex_);
        if (place.is_trial) {
            is_tried_ = false;
        } else {
            --taken_;
        }
        if (end == RequestEnd::answered) ++answers_;
        const bool was_another_answered = answers_ > place.answers_before;
        is_down_ = end == RequestEnd::unreachable || (end == RequestEnd::timed_out && !was_another_answered);
    }
    changed_.notify_all();
}

}  // namespace rollcall::storage
