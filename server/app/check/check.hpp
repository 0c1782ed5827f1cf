#pragma once

#include "app/options.hpp"

namespace rollcall::app {

/// `rollcall check`: prints a line for each thing that a server with these options needs. Changes nothing, and does not
/// disturb a server that runs. Returns whether nothing is wrong.
bool run_checks(const CommandLine& command_line);

}  // namespace rollcall::app
