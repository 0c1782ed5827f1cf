#include "database/open_to_read.hpp"

#include <spdlog/spdlog.h>

#include "core/error.hpp"

namespace rollcall::database {

void throw_no_connection_to_read(const std::runtime_error& error) {
    spdlog::error("Cannot open another connection to read: {}", error.what());
    throw Error::unavailable("The data cannot be reached at the moment. Try again shortly.");
}

}  // namespace rollcall::database
