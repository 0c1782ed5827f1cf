#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
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

struct ErasedNumber {
    std::string number_hash;
    Time erased_at;
};
BOOST_DESCRIBE_STRUCT(ErasedNumber, (), (number_hash, erased_at))

/// At most `limit` with larger hashes, in the order of the hashes.
std::vector<ErasedNumber> list_erased_numbers_after(database::Transaction& tx, const std::string& hash,
                                                    std::int64_t limit);

/// A number that was erased before has the later time.
void upsert_erased_number_row(database::Transaction& tx, const std::string& hash, Time now);

}  // namespace rollcall::erased_numbers
