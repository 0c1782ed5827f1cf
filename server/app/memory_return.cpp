#include "app/memory_return.hpp"

#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <fstream>

namespace rollcall::app {

namespace {

constexpr std::chrono::seconds check_interval{5};
constexpr std::size_t least_growth = 8UL * 1024 * 1024;  ///< of the memory in use, since it was given back last

/// Bytes of memory that the process has, files aside.
std::size_t read_memory_in_use() {
    std::size_t total = 0;
    std::size_t resident = 0;
    std::size_t shared = 0;
    std::ifstream("/proc/self/statm") >> total >> resident >> shared;
    return (resident - shared) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

jobs::PeriodicWork memory_return_work() {
    return {.name = "Returning memory",
            .run =
                [after_last = std::size_t{0}](const std::stop_token&) mutable {
                    if (read_memory_in_use() < after_last + least_growth) return;
                    malloc_trim(0);
                    after_last = read_memory_in_use();
                },
            .pause = check_interval};
}

}  // namespace rollcall::app
