#pragma once

#include "core/clock.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"
#include "mail/folder.hpp"
#include "storage/blobs.hpp"

namespace rollcall::members {

/// Erases what removed members left in the files, their kept emails and pictures among them, and records it. Returns
/// how many members it was. Throws Error::unavailable when it could not be finished; it is to be tried again.
std::size_t erase_removed_members(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                  const Clock& clock);

/// Does that in the background, well within `erasure_time` (member_limits.hpp): many removals share one run, and those
/// that a crash interrupted are finished after the next start.
jobs::PeriodicWork erasure_work(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                const Clock& clock);

}  // namespace rollcall::members
