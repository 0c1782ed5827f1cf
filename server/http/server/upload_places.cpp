#include "http/server/upload_places.hpp"

#include <algorithm>
#include <utility>

namespace rollcall::http {

namespace {

bool is_any(const UploadPlaces::Upload&) { return true; }

}  // namespace

UploadPlaces::Upload::Upload(UploadPlaces& places, std::string client, std::string target, Moment began,
                             RequestReader& reader)
    : places_(places), client_(std::move(client)), target_(std::move(target)), began_(began), reader_(reader) {}

UploadPlaces::Upload::~Upload() { places_.remove(*this); }

UploadPlaces::Result UploadPlaces::Upload::add(std::size_t bytes, Moment now) {
    if (!is_reading_) return Result::full;  // it was ended
    bytes_ += bytes;                        // counts for its speed
    auto result = has_place_ ? Result::accepted : places_.find_place(*this, now);
    while (result == Result::accepted && places_.bytes_ + bytes > places_.limits_.bytes) {
        if (!places_.end_slower(*this, now, is_any)) result = Result::full;
    }
    if (result != Result::accepted) {
        bytes_ -= bytes;
        if (result == Result::full) ++places_.counters_.refused_for_room;
        return result;
    }
    places_.counters_.body_file_bytes = places_.bytes_ += bytes;
    if (!std::exchange(has_place_, true)) places_.uploads_.push_back(this);
    return result;
}

double UploadPlaces::Upload::speed(Moment now) const {
    const std::chrono::duration<double> took = std::max<Moment::duration>(now - began_, std::chrono::milliseconds(1));
    return static_cast<double>(bytes_) / took.count();
}

UploadPlaces::Result UploadPlaces::find_place(const Upload& asking, Moment now) {
    const auto is_of_client = [&](const Upload& upload) { return upload.client_ == asking.client_; };
    const auto has_target = [&](const Upload& upload) { return upload.target_ == asking.target_; };
    if (count(is_of_client) >= limits_.places_per_client) return Result::too_many_of_client;
    if (count(has_target) >= limits_.places_per_target && !end_slower(asking, now, has_target)) return Result::full;
    if (uploads_.size() >= limits_.places && !end_slower(asking, now, is_any)) return Result::full;
    return Result::accepted;
}

std::size_t UploadPlaces::count(const Filter& filter) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(uploads_, [&](const Upload* upload) { return filter(*upload); }));
}

/// Ends the slowest of them that is slower than the one that asks. False when there is none.
bool UploadPlaces::end_slower(const Upload& asking, Moment now, const Filter& filter) {
    Upload* slowest = nullptr;
    for (auto* upload : uploads_) {
        if (upload == &asking || !upload->is_reading_ || !filter(*upload)) continue;
        if (!slowest || upload->speed(now) < slowest->speed(now)) slowest = upload;
    }
    if (!slowest || slowest->speed(now) >= asking.speed(now)) return false;
    remove(*slowest);
    slowest->is_reading_ = false;
    ++counters_.ended_requests;
    slowest->reader_.end_reading();
    return true;
}

void UploadPlaces::remove(Upload& upload) {
    if (!std::exchange(upload.has_place_, false)) return;
    std::erase(uploads_, &upload);
    counters_.body_file_bytes = bytes_ -= upload.bytes_;
}

}  // namespace rollcall::http
