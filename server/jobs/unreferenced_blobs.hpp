#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "jobs/job_limits.hpp"
#include "jobs/periodic_worker.hpp"
#include "storage/blobs.hpp"

/// At every moment each blob is known to a row, also after a crash. Before a blob is written, it is noted as
/// unreferenced, with the time that its upload may last and `keeping_time` to finish; the write that points to it
/// deletes the note; the write that points to another blob instead makes a note for the one before. A blob that is
/// still noted when its time comes is deleted.
namespace rollcall::jobs {

/// As the time to delete a blob: at once, whatever the clock does.
inline constexpr Time at_once{};

/// Notes a new blob as unreferenced, and keeps the bytes under its name. Where its time comes meanwhile, the blob is
/// noted to be deleted at once, and Error::unavailable is thrown.
void put_unreferenced_blob(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                           const std::string& name, std::string_view bytes);
/// The same with the bytes of a file of any size.
void put_unreferenced_blob(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                           const std::string& name, const TemporaryFile& file);

/// Deletes the blobs that were replaced, removed, or never finished. One that cannot be deleted does not keep the
/// others: what it threw is thrown in the end, and it is to be tried again after those that have not been tried since.
/// Returns early when a stop is requested, and then false.
bool delete_unreferenced_blobs(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                               const std::stop_token& stop = {});

/// Does that for the blobs only whose names begin with `folder` and a '/': neither the number of the others nor their
/// failures hold it up.
bool delete_unreferenced_blobs_in(const std::string& folder, database::Database& database, storage::Blobs& blobs,
                                  const Clock& clock, const std::stop_token& stop = {});

/// Deletes all of them in the background.
PeriodicWork blob_deletion_work(database::Database& database, storage::Blobs& blobs, const Clock& clock);

}  // namespace rollcall::jobs
