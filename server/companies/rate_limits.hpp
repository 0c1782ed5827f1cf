#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/time_zone.hpp"

/// What the rates of a company may be.
namespace rollcall::companies {

inline constexpr std::size_t max_rates_per_company = 200;

inline constexpr Day first_rate_day = std::chrono::year(2000) / 1 / 1;
/// How far ahead of today a rate may begin.
inline constexpr std::chrono::years longest_rate_notice{10};

/// In the unit of the currency.
inline constexpr std::int64_t highest_rate = 10'000;

}  // namespace rollcall::companies
