#pragma once

#include <filesystem>
#include <optional>

#include "erasures/number_replay.hpp"
#include "jobs/periodic_worker.hpp"
#include "members/removal/removal_replay.hpp"

namespace rollcall::app {

/// What a database had of those whom the ledger knows as erased.
struct ReplayedErasures {
    members::ReplayedRemovals removals;
    erasures::ReplayedNumbers numbers;
};

/// Throws std::runtime_error with one plain line for a damaged ledger, or one whose last line is cut off.
void require_whole(const std::filesystem::path& file, const erasure_ledger::Content& content);

/// Erases the rows of all that the ledger knew when it was opened and the database does not: after a restore, by
/// whatever program, this is what was erased since the backup. Before the first request. `backup_made_at` is where all
/// of the database is from then.
ReplayedErasures replay_ledger(const erasures::NumberErasureContext& context, std::optional<Time> backup_made_at);

/// The same at the start of a server: the log says what was erased, and which lines are damaged, which does not stop
/// the start.
void replay_ledger_at_start(const erasures::NumberErasureContext& context);

/// Adds to the ledger in the background what the database knows and the ledger does not.
jobs::PeriodicWork ledger_work(database::Database& database, erasure_ledger::Ledger& ledger);

}  // namespace rollcall::app
