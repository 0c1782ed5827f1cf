#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "erasure_ledger/ledger_file.hpp"
#include "erasures/row_erasure.hpp"

namespace rollcall::erasures {

struct ReplayedNumbers {
    std::int64_t numbers = 0;   ///< whose erasure the database did not know
    std::int64_t found = 0;     ///< of these, those about which it had something
    std::int64_t contacts = 0;  ///< that were deleted
    std::int64_t calls = 0;     ///< that were erased
    std::int64_t imports = 0;   ///< that lost their files
};

/// Erases from a restored database the numbers that were erased after its backup was made, as the ledger knows; the
/// worker erases the bytes. The ledger has hashes, so all numbers of the database are read for it. What was made after
/// an erasure stays. Imports from before the last of these erasures lose their files, which cannot be searched by a
/// hash. Before the first request; does nothing when it is repeated.
///
/// `backup_made_at` is for a database that nothing was written to since: all of it was there at erasures after that,
/// whatever time a clock that was set back has given to it.
ReplayedNumbers replay_number_erasures(const NumberErasureContext& context,
                                       std::span<const erasure_ledger::Entry> entries,
                                       std::optional<Time> backup_made_at = {});

}  // namespace rollcall::erasures
