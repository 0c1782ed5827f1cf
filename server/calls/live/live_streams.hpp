#pragma once

#include <atomic>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>

#include "access/caller.hpp"
#include "calls/call_limits.hpp"

namespace rollcall::calls {

/// Counts the live streams that are open and ends the oldest where there would be too many: each asks the database
/// twice a second. May be used from any thread.
class LiveStreams {
public:
    /// One open stream; it is not counted any more once this is destroyed.
    class Stream {
    public:
        Stream(LiveStreams& streams, const access::Caller& caller);
        ~Stream();
        Stream(const Stream&) = delete;
        Stream& operator=(const Stream&) = delete;

        /// Whether a newer stream has taken its place.
        bool is_replaced() const { return is_replaced_; }

    private:
        friend class LiveStreams;
        LiveStreams& streams_;
        const MemberId member_;
        const SessionId session_;
        const ApiTokenId api_token_;
        std::atomic<bool> is_replaced_ = false;
    };

    explicit LiveStreams(std::size_t max_per_session = max_live_streams_per_session,
                         std::size_t max_in_total = max_live_streams)
        : max_per_session_(max_per_session), max_in_total_(max_in_total) {}

    /// Opens a stream. With more than the maximum for one session or API token, the oldest of that one is replaced;
    /// with more than the maximum in total, the oldest of the member who has the most.
    std::shared_ptr<const Stream> open(const access::Caller& caller);

    /// Those that are open and not replaced.
    std::size_t count() const;

private:
    void replace_oldest_of_session(const Stream& newest);
    void replace_oldest_of_largest_member();
    void replace(std::list<Stream*>::iterator stream);

    const std::size_t max_per_session_;
    const std::size_t max_in_total_;
    mutable std::mutex mutex_;
    std::list<Stream*> open_;  ///< not replaced, the oldest first
};

}  // namespace rollcall::calls
