#include "jobs/unreferenced_blobs.hpp"

#include "jobs/unreferenced_blob_store.hpp"

namespace rollcall::jobs {

void delete_unreferenced_blobs(database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    const auto due = database.read([&](database::Transaction& tx) { return unreferenced(tx, clock.now()); });
    for (const auto& blob : due) {
        blobs.remove(blob);
        database.write([&](database::Transaction& tx) { forget_unreferenced(tx, blob); });
    }
}

}  // namespace rollcall::jobs
