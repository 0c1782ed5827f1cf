#include "app/backup/restored_bucket.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "storage/folder_blobs.hpp"

namespace rollcall::app {

namespace {

constexpr auto marker = "restoring";
constexpr std::size_t names_at_once = 1000;

/// Deletes what a restore has put, the marker last: until then the rest can be deleted again. Names that Rollcall does
/// not make stay.
void remove_unfinished(storage::S3Blobs& blobs) {
    std::string last;
    for (;;) {
        const auto names = blobs.list(names_at_once, last);
        if (names.empty() || names.back() <= last) break;
        for (const auto& name : names) {
            if (name != marker && storage::is_blob_name(name)) blobs.remove(name);
        }
        last = names.back();
    }
    blobs.remove(marker);
}

}  // namespace

RestoredBucket::RestoredBucket(const storage::S3Address& address, std::filesystem::path temporary_folder)
    : blobs_(storage::open_s3_blobs(address)), temporary_folder_(std::move(temporary_folder)) {
    if (blobs_->get(marker)) remove_unfinished(*blobs_);
    blobs_->put(marker, "A restore has not ended: what is here is deleted by the next one.");
}

RestoredBucket::~RestoredBucket() {
    try {
        if (!is_kept_) remove_unfinished(*blobs_);
    } catch (const std::exception&) {
        // The next restore does it.
    }
}

bool RestoredBucket::keep() {
    is_kept_ = true;
    try {
        remove_end_of_restored_bucket(*blobs_);
        return true;
    } catch (const std::exception&) {
        return false;  // the next start of a server does it
    }
}

void remove_end_of_restored_bucket(storage::Blobs& blobs) { blobs.remove(marker); }

void require_empty_bucket(const storage::S3Address& address) {
    const auto blobs = storage::open_s3_blobs(address);
    if (blobs->get(marker) || blobs->list(2).empty()) return;
    throw std::runtime_error(fmt::format(
        "The storage {} is not empty, and nothing in it is overwritten: name another bucket, or a prefix in it.",
        address.text()));
}

}  // namespace rollcall::app
