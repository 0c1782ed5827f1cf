#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "database/database.hpp"
#include "jobs/queue_store.hpp"

namespace rollcall::jobs {

struct UnreferencedBlob {
    std::string name;
    Time delete_at;
};

/// Notes that no row points to a blob, and when it is to be deleted.
void insert_unreferenced_blob_row(database::Transaction& tx, const std::string& blob, Time delete_at);

/// Deletes that note, in the write that points to the blob. False where the time to delete it has come.
[[nodiscard]] bool claim_unreferenced_blob(database::Transaction& tx, const std::string& blob, Time now);

/// Whether the blob is noted, and the time to delete it has not come.
bool is_unreferenced_blob_kept(database::Transaction& tx, const std::string& blob, Time now);

/// Makes it due at once, and notes it where it is not noted (any more): the row that was to point to it will not.
void upsert_unreferenced_blob_due(database::Transaction& tx, const std::string& blob);

/// Puts blobs that could not be deleted behind all others whose time has come, whatever the clock does: 1 ms after the
/// last of them. So what is to be deleted `at_once` stays due also when the clock is put back.
void put_unreferenced_blobs_back(database::Transaction& tx, const std::vector<std::string>& blobs, Time now);

/// The blobs whose time has come, the earliest first.
std::vector<UnreferencedBlob> list_due_unreferenced_blobs(database::Transaction& tx, Time now, std::int64_t offset,
                                                          std::int64_t limit);

/// The same of those whose names begin with `folder` and a '/', by name.
std::vector<UnreferencedBlob> list_due_unreferenced_blobs_in(database::Transaction& tx, const std::string& folder,
                                                             Time now, std::int64_t offset, std::int64_t limit);

/// Those whose time has come. Since when a blob waits that is to be deleted `at_once` is not known.
QueueState read_unreferenced_blob_queue(database::Transaction& tx, Time now);

/// Deletes the note about a blob that is deleted, unless its time has changed since it was listed: then the blob may
/// have been written meanwhile.
void delete_unreferenced_blob_row(database::Transaction& tx, const UnreferencedBlob& blob);

}  // namespace rollcall::jobs
