#include "calls/live/live_streams.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/random.hpp"

namespace rollcall::calls {

namespace {

using database::Transaction;

std::string holder_of(const access::Caller& caller) {
    return caller.uses_api_token() ? "token " + caller.api_token.text() : "session " + caller.session.text();
}

}  // namespace

LiveStreams::Stream::Stream(LiveStreams& streams, const access::Caller& caller)
    : streams_(streams),
      row_{.id = make_token(), .instance_id = streams.id_, .holder = holder_of(caller)},
      member_(caller.member) {}

LiveStreams::Stream::~Stream() {
    const std::lock_guard lock(streams_.mutex_);
    std::erase(streams_.open_, this);
    streams_.ended_.push_back(row_.id);
}

LiveStreams::LiveStreams(database::Database& database, std::size_t max_per_session, std::size_t max_in_total)
    : database_(database), id_(make_token()), max_per_session_(max_per_session), max_in_total_(max_in_total) {}

std::shared_ptr<const LiveStreams::Stream> LiveStreams::open(const access::Caller& caller) {
    auto stream = std::make_shared<Stream>(*this, caller);
    const auto& row = stream->row_;
    const auto ended = list_present().ended;
    const auto before = list_open_of(row.holder);
    const auto stored = database_.write([&](Transaction& tx) {
        delete_live_stream_rows(tx, ended);
        insert_live_stream_row(tx, row, max_per_session_);
        return list_live_streams_of_holder(tx, row.holder);
    });
    forget_ended(ended);
    replace_missing(before, stored);
    add(*stream);
    return stream;
}

std::size_t LiveStreams::count() const {
    const std::lock_guard lock(mutex_);
    return open_.size();
}

void LiveStreams::exchange_with_others(SteadyClock::time_point now) {
    const auto present = list_present();
    if (present.open.empty() && present.ended.empty()) return;
    const auto [stored, instances] = database_.read([&](Transaction& tx) {
        return std::pair(list_live_streams_of_instance(tx, id_), list_live_instances(tx));
    });
    replace_missing(present.open, stored);
    const auto stopped = find_stopped(instances, now);
    const bool is_beat_due = now - beaten_at_ >= live_beat_interval;
    if (!present.open.empty() && present.ended.empty() && stopped.empty() && !is_beat_due) return;
    database_.write([&](Transaction& tx) {
        delete_live_stream_rows(tx, present.ended);
        for (const auto& instance : stopped) delete_live_instance_row(tx, instance);
        if (present.open.empty()) delete_live_instance_row_without_streams(tx, id_);
        update_live_instance_beats(tx, id_);
    });
    beaten_at_ = now;
    forget_ended(present.ended);
}

// An instance that runs beats in each interval while it has streams. After a pause of our own, in which nobody may have
// reached the database, all get their time again.
LiveStreams::Ids LiveStreams::find_stopped(const std::vector<LiveInstance>& instances, SteadyClock::time_point now) {
    if (now - std::exchange(exchanged_at_, now) >= live_beat_interval) beats_.clear();
    Ids stopped;
    std::unordered_map<std::string, Beats> seen;
    for (const auto& [id, count] : instances) {
        if (id == id_) continue;
        const auto known = beats_.find(id);
        const bool is_same = known != beats_.end() && known->second.count == count;
        const auto since = is_same ? known->second.since : now;
        if (now - since >= live_beat_timeout) stopped.push_back(id);
        seen.emplace(id, Beats{count, since});
    }
    beats_ = std::move(seen);
    return stopped;
}

LiveStreams::Present LiveStreams::list_present() const {
    const std::lock_guard lock(mutex_);
    Present present{.open = {}, .ended = ended_};
    for (const auto* stream : open_) present.open.push_back(stream->row_.id);
    return present;
}

LiveStreams::Ids LiveStreams::list_open_of(std::string_view holder) const {
    const std::lock_guard lock(mutex_);
    Ids ids;
    for (const auto* stream : open_) {
        if (stream->row_.holder == holder) ids.push_back(stream->row_.id);
    }
    return ids;
}

void LiveStreams::add(Stream& stream) {
    const std::lock_guard lock(mutex_);
    open_.push_back(&stream);
    if (open_.size() > max_in_total_) replace_oldest_of_largest_member();
}

void LiveStreams::replace_missing(const Ids& before, const Ids& stored) {
    const std::unordered_set<std::string_view> present(stored.begin(), stored.end());
    std::unordered_set<std::string_view> missing(before.begin(), before.end());
    std::erase_if(missing, [&](auto id) { return present.contains(id); });
    const std::lock_guard lock(mutex_);
    for (auto next = open_.begin(); next != open_.end();) {
        const auto stream = next++;
        if (missing.contains((*stream)->row_.id)) replace(stream);
    }
}

void LiveStreams::replace_oldest_of_largest_member() {
    std::map<std::string_view, std::size_t> counts;
    for (const auto* stream : open_) ++counts[stream->member_.text()];
    const auto largest = std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; });
    replace(std::ranges::find(open_, largest->first, [](const Stream* stream) { return stream->member_.text(); }));
}

void LiveStreams::replace(std::list<Stream*>::iterator stream) {
    (*stream)->is_replaced_ = true;
    open_.erase(stream);
}

void LiveStreams::forget_ended(const Ids& ended) {
    const std::unordered_set<std::string_view> forgotten(ended.begin(), ended.end());
    const std::lock_guard lock(mutex_);
    std::erase_if(ended_, [&](const auto& id) { return forgotten.contains(id); });
}

jobs::PeriodicWork live_stream_work(LiveStreams& streams) {
    return {.name = "Counting live streams over all instances",
            .run = [&streams](const std::stop_token&) { streams.exchange_with_others(LiveStreams::SteadyClock::now()); },
            .pause = live_exchange_interval};
}

}  // namespace rollcall::calls
