#pragma once

#include <spdlog/spdlog.h>

#include <concepts>
#include <stdexcept>

#include "core/error.hpp"

namespace rollcall::database {

/// What `connect` returns. A std::runtime_error of it becomes Error::unavailable.
template <std::invocable Connect>
auto open_to_read(Connect connect) {
    try {
        return connect();
    } catch (const std::runtime_error& error) {
        spdlog::error("Cannot open another connection to read: {}", error.what());
        throw Error::unavailable("The data cannot be reached at the moment. Try again shortly.");
    }
}

}  // namespace rollcall::database
