#include "jobs/unreferenced_blobs.hpp"

#include "jobs/unreferenced_blob_store.hpp"

namespace rollcall::jobs {

void delete_unreferenced_blobs(database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    const auto due =
        database.read([&](database::Transaction& tx) { return list_due_unreferenced_blobs(tx, clock.now()); });
    for (const auto& blob : due) {
        blobs.remove(blob);
        database.write([&](database::Transaction& tx) { delete_unreferenced_blob_row(tx, blob); });
    }
}

PeriodicWork blob_deletion_work(database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    return {.name = "Deleting unreferenced blobs",
            .run = [&](const std::stop_token&) { delete_unreferenced_blobs(database, blobs, clock); },
            .claim = claim_in(database)};
}

}  // namespace rollcall::jobs
