#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "erasure_ledger/ledger_file.hpp"

namespace rollcall::members {

/// The email of the administrator who is created where a replay has removed the last one. Where a member has it
/// already, it is "administrator-2@rollcall.invalid", or the next that is free.
inline constexpr std::string_view new_administrator_email = "administrator@rollcall.invalid";

struct ReplayedRemovals {
    std::int64_t members = 0;                               ///< that were removed again
    std::optional<std::string> created_administrator = {};  ///< the email
};

/// Removes the members of a restored database who were removed after its backup was made, as the ledger knows; the
/// worker erases their bytes. Where nobody is left to administer the account, an administrator without a password is
/// created, to whom `rollcall reset-password` gives one. Before the first request; does nothing when it is repeated.
ReplayedRemovals replay_removals(database::Database& database, const Clock& clock, const SealingKey& key,
                                 std::span<const erasure_ledger::Entry> entries);

}  // namespace rollcall::members
