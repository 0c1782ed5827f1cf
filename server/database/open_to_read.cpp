#include "database/open_to_read.hpp"

#include <spdlog/spdlog.h>

#include "core/error.hpp"
#include "database/problems.hpp"

namespace rollcall::database {

void throw_no_connection_to_read(const std::runtime_error& error) {
    spdlog::error("Cannot open another connection to read: {}", error.what());
    throw Error::unavailable(unreachable_problem);
}

}  // namespace rollcall::database
