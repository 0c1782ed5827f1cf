#pragma once

#include <cstdint>
#include <optional>

#include "core/clock.hpp"

namespace rollcall::outbox {

/// When a mail that could not be delivered is tried again: after 10 seconds, a minute, 5 minutes, 15 minutes, and then
/// every hour. Nothing once it has been tried for two days.
std::optional<Time> next_attempt(std::int64_t attempts_so_far, Time created_at, Time now);

}  // namespace rollcall::outbox
