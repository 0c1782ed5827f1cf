#pragma once

#include "campaigns/dialling/dialler.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::campaigns {

/// Threads that make calls for as long as there are some to make now.
jobs::PeriodicWork dialling_work(Dialler& dialler);
/// A thread that does the rest: it waits for platforms that may never answer.
jobs::PeriodicWork resolving_work(Dialler& dialler);

}  // namespace rollcall::campaigns
