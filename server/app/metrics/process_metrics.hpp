#pragma once

#include "app/metrics/families.hpp"

namespace rollcall::app {

/// The memory, processor time, files and threads of this process, named as in all clients of Prometheus.
void add_process(Families& families);

}  // namespace rollcall::app
