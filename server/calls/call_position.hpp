#pragma once

#include <boost/describe/class.hpp>
#include <compare>
#include <cstdint>
#include <limits>

namespace rollcall::calls {

/// The position of a call in every list: by the moment it started, and by number where that is the same.
struct CallPosition {
    std::int64_t started_at = 0;  ///< milliseconds
    std::int64_t number = 0;

    auto operator<=>(const CallPosition&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallPosition, (), (started_at, number))

inline constexpr auto lowest_number = std::numeric_limits<std::int64_t>::min();
inline constexpr auto highest_number = std::numeric_limits<std::int64_t>::max();

}  // namespace rollcall::calls
