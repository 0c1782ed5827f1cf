#pragma once

#include "app/options.hpp"

namespace rollcall::app {

/// `rollcall restore FILE`: into a data folder, a database and a storage that are empty. Reads the whole backup before
/// it writes anything. Throws std::runtime_error or Error with one plain line; no server can open what was written
/// until then.
void restore(const CommandLine& command_line);

}  // namespace rollcall::app
