#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>

namespace rollcall::storage {

/// How a request to the store ended.
enum class RequestEnd {
    answered,
    lost,         ///< the store was reached, and its answer was not
    timed_out,    ///< nothing came for a while
    unreachable,  ///< no connection could be made
};

/// Which requests may be with the store: a number of them at once. While it is down, one at a time tries it, however
/// many from before have not ended, and the others are refused, so that they do not fill the threads of the server. One
/// request that has timed out does not make it down where another one was answered meanwhile. Safe to use from many
/// threads at once.
class RequestPlaces {
public:
    explicit RequestPlaces(std::size_t count) : count_(count) {}

    struct Place {
        bool is_trial;                 ///< of a store that is down
        std::uint64_t answers_before;  ///< of all requests
    };

    /// Waits for a moment where all places are taken. Nothing for a request that is not to be sent.
    std::optional<Place> take();
    void give_back(const Place& place, RequestEnd end);

private:
    const std::size_t count_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t taken_ = 0;  ///< without trials
    std::uint64_t answers_ = 0;
    bool is_down_ = false;
    bool is_tried_ = false;
};

}  // namespace rollcall::storage
