#include "app/memory_return.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace rollcall::app {

namespace {

constexpr std::chrono::seconds check_interval{5};
constexpr std::size_t least_growth = 8UL * 1024 * 1024;  ///< of the free memory, since it was returned last

/// Also what was returned already and not used since.
std::size_t count_free_bytes() { return mallinfo2().fordblks; }

}  // namespace

jobs::PeriodicWork memory_return_work() {
    return {.name = "Returning memory",
            .run =
                [returned = std::size_t{0}](const std::stop_token&) mutable {
                    const auto free = count_free_bytes();
                    returned = std::min(returned, free);
                    if (free < returned + least_growth) return;
                    malloc_trim(0);
                    returned = free;
                },
            .pause = check_interval};
}

}  // namespace rollcall::app
