#pragma once

#include <concepts>
#include <stdexcept>

namespace rollcall::database {

/// Tells the log why there is no further connection to read, and throws Error::unavailable.
[[noreturn]] void throw_no_connection_to_read(const std::runtime_error& error);

/// What `connect` returns. A std::runtime_error of it becomes Error::unavailable.
template <std::invocable Connect>
auto open_to_read(Connect connect) {
    try {
        return connect();
    } catch (const std::runtime_error& error) {
        throw_no_connection_to_read(error);
    }
}

}  // namespace rollcall::database
