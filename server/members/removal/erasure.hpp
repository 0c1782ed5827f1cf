#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "mail/folder.hpp"
#include "storage/blobs.hpp"

namespace rollcall::members {

/// The bytes of a removed member are gone within this time: from every file of the data folder, or from the tables of
/// PostgreSQL (Database::rewrite_erases_from).
inline constexpr auto erasure_time = std::chrono::seconds(60);

/// Erases what removed members left in the files, kept mail among them, and records it. Returns how many members it
/// was. Deletes blobs to which no row points any more, whosever they were. Throws Error::unavailable when it could not
/// be finished; it is to be tried again.
std::size_t erase_removed_members(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                  const Clock& clock);

/// Does that whenever there is something to erase, on a thread of its own: many removals share one run, and those that
/// a crash interrupted are taken up at the next start.
class ErasureWorker {
public:
    ErasureWorker(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder, const Clock& clock);
    ~ErasureWorker();
    ErasureWorker(const ErasureWorker&) = delete;
    ErasureWorker& operator=(const ErasureWorker&) = delete;

private:
    void run();
    void try_once();
    bool wait_for_next();

    database::Database& database_;
    storage::Blobs& blobs_;
    const mail::Folder& folder_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool is_ending_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace rollcall::members
