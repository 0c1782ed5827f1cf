#pragma once

#include <chrono>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"
#include "storage/blobs.hpp"

/// No moment leaves a blob that nothing knows of. Whoever keeps one notes it as unreferenced before it is written; the
/// write that points to it takes that note away; and the one that points elsewhere makes one for the blob before.
/// Whatever is noted when its time comes is deleted.
namespace rollcall::jobs {

/// How long a blob may take from its note to its row. What takes longer has crashed, and it is deleted.
inline constexpr auto keeping_time = std::chrono::seconds(60);

/// At once, whatever the clock does.
inline constexpr Time at_once{};

/// Deletes the blobs that were replaced, taken away, or never finished. Throws Error::unavailable when one cannot be
/// deleted; it is to be tried again.
void delete_unreferenced_blobs(database::Database& database, storage::Blobs& blobs, const Clock& clock);

/// Does that in the background.
PeriodicWork blob_deletion_work(database::Database& database, storage::Blobs& blobs, const Clock& clock);

}  // namespace rollcall::jobs
