#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::jobs {

/// What waits to be done, for `/metrics`.
struct QueueState {
    std::int64_t length = 0;      ///< counted up to `longest_counted_queue`
    std::optional<Time> since{};  ///< since when the oldest waits
};

/// A queue is looked at every few seconds, and more is too much anyway.
inline constexpr std::int64_t longest_counted_queue = 10'000;

/// Reads a queue: `select_since` selects `... AS since` through an index, the oldest first.
QueueState read_queue(database::Transaction& tx, std::string_view select_since,
                      std::initializer_list<database::Parameter> parameters = {});

}  // namespace rollcall::jobs
