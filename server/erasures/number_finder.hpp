#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::erasures {

/// When numbers were erased, by their keyed hashes.
using ErasureTimes = std::map<std::string, Time>;

/// The numbers with these hashes, by the hashes, as contacts, entries of do-not-call lists, searches of segments,
/// attempts of campaigns and calls have them. Reads all of these from end to end.
std::map<std::string, std::string> find_numbers(database::Database& database, const SealingKey& key,
                                                const ErasureTimes& wanted);

}  // namespace rollcall::erasures
