#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/database.hpp"

/// See erased_numbers.hpp, which has the rules.
namespace rollcall::erased_numbers {

/// The last of the times at which numbers with these hashes were erased.
std::optional<Time> find_last_erasure_time(database::Transaction& tx, const std::vector<std::string>& hashes);

/// Those of the hashes whose numbers were erased.
std::vector<std::string> list_erased_hashes(database::Transaction& tx, const std::vector<std::string>& hashes);

/// A number that was erased before has the later time.
void upsert_erased_number_row(database::Transaction& tx, const std::string& hash, Time now);

}  // namespace rollcall::erased_numbers
