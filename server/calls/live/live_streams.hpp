#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "access/caller.hpp"
#include "calls/call_limits.hpp"
#include "calls/live/live_stream_store.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::calls {

/// Counts the live streams that are open and ends the oldest where there would be too many: each asks the database
/// twice a second. Those of one session or API token count over all instances of Rollcall; the total is that of this
/// one, which it protects. May be used from any thread.
class LiveStreams {
public:
    using SteadyClock = std::chrono::steady_clock;

    /// One open stream; it is not counted any more soon after this is destroyed.
    class Stream {
    public:
        Stream(LiveStreams& streams, const access::Caller& caller);
        ~Stream();
        Stream(const Stream&) = delete;
        Stream& operator=(const Stream&) = delete;

        /// Whether a newer stream has taken its place. One that was opened at another instance does so within moments.
        bool is_replaced() const { return is_replaced_; }

    private:
        friend class LiveStreams;
        LiveStreams& streams_;
        const LiveStreamRow row_;
        const MemberId member_;
        std::atomic<bool> is_replaced_ = false;
    };

    explicit LiveStreams(database::Database& database, std::size_t max_per_session = max_live_streams_per_session,
                         std::size_t max_in_total = max_live_streams);

    /// Opens a stream, by one write. With more than the maximum for one session or API token, the oldest of that one is
    /// replaced; with more than the maximum in total, the oldest of the member who has the most. Throws
    /// Error::unavailable when the database cannot be used.
    std::shared_ptr<const Stream> open(const access::Caller& caller);

    /// Those that are open and not replaced.
    std::size_t count() const;

    /// Replaces those whose place was taken at another instance, and tells the others which have ended here and that
    /// this one runs. Deletes the streams of an instance that was killed. To be called about once a second, from one
    /// thread, with its time; asks the database only while there are streams. Throws Error::unavailable likewise.
    void exchange_with_others(SteadyClock::time_point now);

private:
    using Ids = std::vector<std::string>;

    struct Present {
        Ids open;
        Ids ended;
    };

    Present list_present() const;
    Ids list_open_of(std::string_view holder) const;
    void add(Stream& stream);
    void replace_missing(const Ids& before, const Ids& stored);
    void replace_oldest_of_largest_member();
    void replace(std::list<Stream*>::iterator stream);
    void forget_ended(const Ids& ended);
    Ids find_stopped(const std::vector<LiveInstance>& instances, SteadyClock::time_point now);

    struct Beats {
        std::int64_t count;
        SteadyClock::time_point since;
    };

    database::Database& database_;
    const std::string id_;  ///< of this instance
    const std::size_t max_per_session_;
    const std::size_t max_in_total_;
    mutable std::mutex mutex_;
    std::list<Stream*> open_;  ///< not replaced, the oldest first
    Ids ended_;                ///< whose rows are still to be deleted

    // Of exchange_with_others alone:
    std::unordered_map<std::string, Beats> beats_;  ///< of the instances, as seen last
    SteadyClock::time_point exchanged_at_{};
    SteadyClock::time_point beaten_at_{};
};

jobs::PeriodicWork live_stream_work(LiveStreams& streams);

}  // namespace rollcall::calls
