#pragma once

#include "jobs/periodic_worker.hpp"

namespace rollcall::app {

/// Gives memory that was freed back to the system: glibc keeps what was freed between blocks that are still in use,
/// which is most of it after many clients at once.
jobs::PeriodicWork memory_return_work();

}  // namespace rollcall::app
