#pragma once

#include "app/options.hpp"

namespace rollcall::app {

/// `rollcall backup FILE`: beside a running server or without one. Prints what is in the backup. Throws
/// std::runtime_error with one plain line, and leaves no file then.
void back_up(const CommandLine& command_line);

}  // namespace rollcall::app
