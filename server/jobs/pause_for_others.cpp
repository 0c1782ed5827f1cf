#include "jobs/pause_for_others.hpp"

#include <thread>

#include "jobs/job_limits.hpp"

namespace rollcall::jobs {

bool PauseForOthers::run_step(const std::function<bool()>& step) {
    const auto begin = now();
    if (!step()) return false;
    std::this_thread::sleep_for(pause_after_step(begin, now()));
    return true;
}

std::chrono::steady_clock::duration PauseForOthers::pause_after_step(const Moment& begin, const Moment& end) {
    constexpr std::uint64_t own_writes = 1;
    if (end.writes > begin.writes + own_writes) others_write_until_ = end.time + pausing_time;
    if (end.time >= others_write_until_) return {};
    return 2 * (end.time - begin.time);
}

PauseForOthers::Moment PauseForOthers::now() const {
    return {.time = std::chrono::steady_clock::now(), .writes = database_.writer_state().writes};
}

}  // namespace rollcall::jobs
