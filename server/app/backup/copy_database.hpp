#pragma once

#include "app/options.hpp"

namespace rollcall::app {

/// `rollcall copy-database --from ... --to ...`: into an empty database of either kind, while no server uses the first
/// one. Throws std::runtime_error or Error with one plain line, and leaves no database then.
void copy_database(const CommandLine& command_line);

}  // namespace rollcall::app
