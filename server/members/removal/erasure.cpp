#include "members/removal/erasure.hpp"

#include <spdlog/spdlog.h>

#include "audit/audit_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::members {

namespace {

// Short against erasure_time, long against the cost of looking: one entry of an index.
constexpr auto pause = std::chrono::seconds(5);

// What holds personal data of members, or did.
constexpr std::string_view personal_tables[] = {"members",  "member_search", "member_search_entries",
                                                "sessions", "api_tokens",    "sign_in_failures",
                                                "mail",     "invitations",   "password_resets"};

}  // namespace

std::size_t erase_removed_members(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                  const Clock& clock) {
    // First who was removed, then the pictures: those of all who are marked as erased below are among them.
    const auto open = database.read([](database::Transaction& tx) { return open_erasures(tx); });
    jobs::delete_unreferenced_blobs(database, blobs, clock);
    if (open.empty()) return 0;
    outbox::forget_files_without_mail(database, folder);
    database.rewrite(personal_tables);
    database.write([&](database::Transaction& tx) {
        for (const auto& erasure : open) {
            mark_erased(tx, erasure.member, clock.now());
            audit::record(tx, clock.now(), erasure.removed_by, "member.erased", erasure.member.text());
        }
    });
    return open.size();
}

ErasureWorker::ErasureWorker(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                             const Clock& clock)
    : database_(database), blobs_(blobs), folder_(folder), clock_(clock), thread_([this] { run(); }) {}

ErasureWorker::~ErasureWorker() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    ending_.notify_one();
    thread_.join();
}

void ErasureWorker::run() {
    do {
        try_once();
    } while (wait_for_next());
}

void ErasureWorker::try_once() {
    try {
        const auto count = erase_removed_members(database_, blobs_, folder_, clock_);
        if (count > 0) spdlog::info("Erased what {} removed members left in the files", count);
    } catch (const std::exception& error) {
        spdlog::error("Erasing removed members failed and will be tried again: {}", error.what());
    }
}

bool ErasureWorker::wait_for_next() {
    std::unique_lock lock(mutex_);
    return !ending_.wait_for(lock, pause, [this] { return is_ending_; });
}

}  // namespace rollcall::members
