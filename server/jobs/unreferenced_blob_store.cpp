#include "jobs/unreferenced_blob_store.hpp"

namespace rollcall::jobs {

namespace {

constexpr auto insert_unreferenced = "INSERT INTO unreferenced_blobs (name, delete_at) VALUES ($1, $2)";
constexpr auto delete_before_time = "DELETE FROM unreferenced_blobs WHERE name = $1 AND delete_at > $2";
constexpr auto select_kept = "SELECT 1 FROM unreferenced_blobs WHERE name = $1 AND delete_at > $2";
constexpr auto upsert_due =
    "INSERT INTO unreferenced_blobs (name, delete_at) VALUES ($1, 0) ON CONFLICT (name) DO UPDATE SET delete_at = 0";
constexpr auto select_last_due = "SELECT MAX(delete_at) FROM unreferenced_blobs WHERE delete_at <= $1";
constexpr auto put_back = "UPDATE unreferenced_blobs SET delete_at = $2 WHERE name = $1";
constexpr auto select_due =
    "SELECT name, delete_at FROM unreferenced_blobs WHERE delete_at <= $1 ORDER BY delete_at, name LIMIT $2 OFFSET $3";
constexpr auto select_due_in =
    "SELECT name, delete_at FROM unreferenced_blobs WHERE name >= $1 AND name < $2 AND delete_at <= $3 "
    "ORDER BY name LIMIT $4 OFFSET $5";
constexpr char after_slash = '/' + 1;
// A blob that is deleted `at_once` has no time since which it waits, also where it was put back.
constexpr auto select_due_since = R"(
    SELECT CASE WHEN b.delete_at > $2 THEN b.delete_at END AS since
    FROM unreferenced_blobs b WHERE b.delete_at <= $1 ORDER BY b.delete_at)";
constexpr Time end_of_put_back{std::chrono::days(1)};  // more milliseconds than there are attempts
constexpr auto delete_unreferenced = "DELETE FROM unreferenced_blobs WHERE name = $1 AND delete_at = $2";

UnreferencedBlob read_blob(const database::Row& row) { return {.name = row.text(0), .delete_at = row.time(1)}; }

}  // namespace

void insert_unreferenced_blob_row(database::Transaction& tx, const std::string& blob, Time delete_at) {
    tx.execute(insert_unreferenced, blob, delete_at);
}

bool claim_unreferenced_blob(database::Transaction& tx, const std::string& blob, Time now) {
    return tx.execute(delete_before_time, blob, now) == 1;
}

bool is_unreferenced_blob_kept(database::Transaction& tx, const std::string& blob, Time now) {
    return tx
        .first(
            select_kept, [](const database::Row&) { return true; }, blob, now)
        .has_value();
}

void upsert_unreferenced_blob_due(database::Transaction& tx, const std::string& blob) { tx.execute(upsert_due, blob); }

void put_unreferenced_blobs_back(database::Transaction& tx, const std::vector<std::string>& blobs, Time now) {
    const auto read_last = [](const database::Row& row) { return row.is_null(0) ? Time{} : row.time(0); };
    const auto last = tx.first(select_last_due, read_last, now).value_or(Time{});
    for (const auto& blob : blobs) tx.execute_later(put_back, blob, last + std::chrono::milliseconds(1));
}

std::vector<UnreferencedBlob> list_due_unreferenced_blobs(database::Transaction& tx, Time now, std::int64_t offset,
                                                          std::int64_t limit) {
    return tx.all(select_due, read_blob, now, limit, offset);
}

std::vector<UnreferencedBlob> list_due_unreferenced_blobs_in(database::Transaction& tx, const std::string& folder,
                                                             Time now, std::int64_t offset, std::int64_t limit) {
    return tx.all(select_due_in, read_blob, folder + '/', folder + after_slash, now, limit, offset);
}

QueueState read_unreferenced_blob_queue(database::Transaction& tx, Time now) {
    return read_queue(tx, select_due_since, {now, end_of_put_back});
}

void delete_unreferenced_blob_row(database::Transaction& tx, const UnreferencedBlob& blob) {
    tx.execute(delete_unreferenced, blob.name, blob.delete_at);
}

}  // namespace rollcall::jobs
