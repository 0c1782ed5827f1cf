#pragma once

#include <stop_token>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "erasure_ledger/ledger.hpp"
#include "jobs/periodic_worker.hpp"
#include "mail/folder.hpp"
#include "storage/blobs.hpp"

namespace rollcall::members {

/// What the worker needs.
struct ErasureContext {
    database::Database& database;
    storage::Blobs& blobs;
    const mail::Folder& folder;
    const Clock& clock;
    erasure_ledger::Ledger& ledger;
};

/// Erases what removed members left in the files, their kept emails and pictures among them, and records it, when the
/// ledger has it. Returns how many members it was. Throws Error::unavailable when it could not be finished; it is to be
/// tried again. Returns early when a stop is requested, and then 0.
std::size_t erase_removed_members(const ErasureContext& context, const std::stop_token& stop = {});

/// Does that in the background, well within `erasure_time` (member_limits.hpp): many removals share one run, and those
/// that a crash interrupted are finished after the next start.
jobs::PeriodicWork erasure_work(const ErasureContext& context);

/// Adds all removals that the database knows to the ledger, where it does not have them: those from before there was
/// one, and those of lines that were damaged or lost.
void add_removals_to_ledger(database::Database& database, erasure_ledger::Ledger& ledger);

}  // namespace rollcall::members
