#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "campaigns/attempts/attempt.hpp"
#include "database/database.hpp"

/// Finds the attempts of a phone number, in all campaigns.
namespace rollcall::campaigns {

/// Those that were inserted until that time, at most `limit`.
std::vector<Attempt> list_attempts_of_number(database::Transaction& tx, const std::string& phone, Time until,
                                             std::int64_t limit);

/// Phone numbers of attempts: the next ones after `phone` in the order of their texts, at most `limit`.
std::vector<std::string> list_attempt_phones_after(database::Transaction& tx, const std::string& phone,
                                                   std::int64_t limit);

/// How many there are, whenever they were inserted.
std::int64_t count_attempts_of_number(database::Transaction& tx, const std::string& phone);

}  // namespace rollcall::campaigns
