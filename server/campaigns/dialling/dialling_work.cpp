#include "campaigns/dialling/dialling_work.hpp"

#include "campaigns/dialling/dialler_limits.hpp"

namespace rollcall::campaigns {

jobs::PeriodicWork dialling_work(Dialler& dialler) {
    return {.name = "Making calls",
            .run =
                [&dialler](const std::stop_token& stop) {
                    while (!stop.stop_requested() && dialler.dial_next()) {
                    }
                },
            .threads = dialling_threads,
            .pause = dialling_pause,
            .claim = jobs::claim_in(dialler.database()),
            .begin = [&dialler] { dialler.begin_dialling(); }};
}

jobs::PeriodicWork resolving_work(Dialler& dialler) {
    return {.name = "Finding out what became of calls",
            .run = [&dialler](const std::stop_token& stop) { dialler.resolve_open_attempts(stop); },
            .pause = resolving_pause,
            .claim = jobs::claim_in(dialler.database()),
            .begin = [&dialler] { dialler.begin_resolving(); }};
}

}  // namespace rollcall::campaigns
