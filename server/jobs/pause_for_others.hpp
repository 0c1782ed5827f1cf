#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "database/database.hpp"

namespace rollcall::jobs {

/// For work in the background that writes in many small steps: while others write too, it runs a third of the time,
/// so that most of their writes do not wait for it. For one thread.
class PauseForOthers {
public:
    explicit PauseForOthers(const database::Database& database) : database_(database) {}

    /// Runs a step, of at most one write, that returns whether there is more to do. Pauses where there is.
    bool run_step(const std::function<bool()>& step);

    struct Moment {
        std::chrono::steady_clock::time_point time;
        std::uint64_t writes;  ///< of everybody until then
    };
    /// How long to pause after a step that began and ended then.
    std::chrono::steady_clock::duration pause_after_step(const Moment& begin, const Moment& end);

private:
    Moment now() const;

    const database::Database& database_;
    std::chrono::steady_clock::time_point others_write_until_{};
};

}  // namespace rollcall::jobs
