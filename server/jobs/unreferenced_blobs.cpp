#include "jobs/unreferenced_blobs.hpp"

#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "jobs/unreferenced_blob_store.hpp"

namespace rollcall::jobs {

namespace {

/// The deletion may have come before the blob was there, and its note be gone. Returns whether it was too late.
bool note_again_where_late(database::Database& database, const Clock& clock, const std::string& name) {
    const auto now = clock.now();
    const bool is_kept =
        database.read([&](database::Transaction& tx) { return is_unreferenced_blob_kept(tx, name, now); });
    if (is_kept) return false;
    database.write([&](database::Transaction& tx) { upsert_unreferenced_blob_due(tx, name); });
    return true;
}

template <class Put>
void note_and_put(database::Database& database, const Clock& clock, const std::string& name, std::uint64_t size,
                  Put put) {
    const auto delete_at = clock.now() + storage::longest_upload(size) + keeping_time;
    database.write([&](database::Transaction& tx) { insert_unreferenced_blob_row(tx, name, delete_at); });
    try {
        put();
    } catch (...) {
        note_again_where_late(database, clock, name);
        throw;
    }
    if (note_again_where_late(database, clock, name)) {
        throw Error::unavailable("The storage took too long. Try again.");
    }
}

using ListDue = std::function<std::vector<UnreferencedBlob>(database::Transaction& tx, std::int64_t offset)>;

bool delete_listed(const ListDue& list_due, database::Database& database, storage::Blobs& blobs, const Clock& clock,
                   const std::stop_token& stop) {
    std::vector<std::string> failed;  // these are the first of those that are left
    std::exception_ptr failure;
    while (std::ssize(failed) < max_failed_deletions) {
        const auto due = database.read([&](database::Transaction& tx) { return list_due(tx, std::ssize(failed)); });
        if (due.empty()) break;
        for (const auto& blob : due) {
            if (stop.stop_requested()) return false;
            if (std::ssize(failed) == max_failed_deletions) break;
            try {
                blobs.remove(blob.name);
            } catch (const std::exception&) {
                failure = std::current_exception();
                failed.push_back(blob.name);
                continue;
            }
            database.write([&](database::Transaction& tx) { delete_unreferenced_blob_row(tx, blob); });
        }
    }
    if (!failure) return true;
    database.write([&](database::Transaction& tx) { put_unreferenced_blobs_back(tx, failed, clock.now()); });
    std::rethrow_exception(failure);
}

}  // namespace

void put_unreferenced_blob(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                           const std::string& name, std::string_view bytes) {
    note_and_put(database, clock, name, bytes.size(), [&] { blobs.put(name, bytes); });
}

void put_unreferenced_blob(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                           const std::string& name, const TemporaryFile& file) {
    note_and_put(database, clock, name, file.size(), [&] { blobs.put_file(name, file); });
}

bool delete_unreferenced_blobs(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                               const std::stop_token& stop) {
    const auto list_due = [&](database::Transaction& tx, std::int64_t offset) {
        return list_due_unreferenced_blobs(tx, clock.now(), offset, unreferenced_blobs_page);
    };
    return delete_listed(list_due, database, blobs, clock, stop);
}

bool delete_unreferenced_blobs_in(const std::string& folder, database::Database& database, storage::Blobs& blobs,
                                  const Clock& clock, const std::stop_token& stop) {
    const auto list_due = [&](database::Transaction& tx, std::int64_t offset) {
        return list_due_unreferenced_blobs_in(tx, folder, clock.now(), offset, unreferenced_blobs_page);
    };
    return delete_listed(list_due, database, blobs, clock, stop);
}

PeriodicWork blob_deletion_work(database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    return {.name = "Deleting unreferenced blobs",
            .run = [&](const std::stop_token& stop) { delete_unreferenced_blobs(database, blobs, clock, stop); },
            .claim = claim_in(database)};
}

}  // namespace rollcall::jobs
