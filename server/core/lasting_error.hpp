#pragma once

#include <stdexcept>

namespace rollcall {

/// Why the server cannot start, where that stays so until somebody changes something: another attempt would fail too.
struct LastingError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace rollcall
