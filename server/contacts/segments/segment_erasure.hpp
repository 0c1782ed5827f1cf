#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit_store.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// Phone numbers that saved filters search for.
namespace rollcall::contacts {

/// The text that a saved filter searches for, as it was typed.
struct SavedSearch {
    SegmentId segment;
    std::string text;
    std::string country;  ///< of the company; empty where that has none
    Time updated_at;      ///< the segment
};
std::vector<SavedSearch> list_saved_searches(database::Transaction& tx);

/// Puts the erased form of a number in the place of searches for it and nothing else, in whatever way it is written,
/// in segments that were not changed after `until`. No contact is in them until somebody changes their filter.
void erase_number_from_saved_searches(database::Transaction& tx, const audit::Actor& actor, const SealingKey& key,
                                      const std::string& phone, Time until, Time now);

}  // namespace rollcall::contacts
