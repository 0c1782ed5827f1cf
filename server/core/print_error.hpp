#pragma once

#include <cstdio>
#include <string>

namespace rollcall {

/// Writes to standard error. That it is closed, or that nobody reads it, fails nothing.
inline void print_error(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace rollcall
