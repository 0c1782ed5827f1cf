#pragma once

#include <cstdint>
#include <string>

#include "core/clock.hpp"
#include "database/database.hpp"

/// The erasure of a phone number from campaigns.
namespace rollcall::campaigns {

/// Takes the number, and what the platform has said, from at most `limit` attempts that were inserted until a time;
/// returns how many they were. One that was planned is skipped. One that may be a call now ends like any other, when
/// its end is reported, without personal data. What became of the others stays, and so do the counts of the campaign.
std::int64_t erase_attempts_of_number(database::Transaction& tx, const std::string& phone, Time until,
                                      std::int64_t limit, Time now);

}  // namespace rollcall::campaigns
