#include "calls/live/live_routes.hpp"

#include <boost/describe/class.hpp>
#include <memory>
#include <string>
#include <utility>

#include "api/access_check.hpp"
#include "calls/call_limits.hpp"
#include "calls/live/live_calls.hpp"
#include "calls/live/live_streams.hpp"
#include "core/error.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::calls {

namespace {

using std::chrono::milliseconds;

// The browser connects again this soon after the stream broke off.
constexpr auto stream_start = "retry: 2000\n\n";
constexpr auto heartbeat = ":\n\n";

struct CallsEvent {
    std::vector<CallId> call_ids;
};
BOOST_DESCRIBE_STRUCT(CallsEvent, (), (call_ids))

/// The text of the stream, one chunk for each interval.
class CallEventStream {
public:
    CallEventStream(LiveCalls calls, std::shared_ptr<const LiveStreams::Stream> stream)
        : calls_(std::move(calls)), stream_(std::move(stream)) {}

    http::Chunk next() {
        if (stream_->is_replaced()) return std::string();
        if (!has_started_) {
            has_started_ = true;
            return {stream_start, live_interval};
        }
        auto changed = calls_.next();
        const auto pause = calls_.has_more() ? milliseconds(0) : live_interval;
        if (!changed.empty()) {
            silent_intervals_ = 0;
            return {"event: calls\ndata: " + http::write_json(CallsEvent{std::move(changed)}) + "\n\n", pause};
        }
        if (++silent_intervals_ < live_intervals_per_heartbeat) return {"", pause};
        silent_intervals_ = 0;
        return {heartbeat, pause};
    }

private:
    LiveCalls calls_;
    std::shared_ptr<const LiveStreams::Stream> stream_;
    bool has_started_ = false;
    int silent_intervals_ = 0;
};

bool is_end_of_session(const Error& error) {
    return error.code() == ErrorCode::not_signed_in || error.code() == ErrorCode::password_change_required;
}

}  // namespace

http::Response handle_watch_calls(const api::Request& request, api::Services& services) {
    const LiveCalls calls(request.context(services));
    const auto stream = services.live_streams.open(request.caller());
    auto response =
        http::Response::stream("text/event-stream", [events = CallEventStream(calls, stream)]() mutable -> http::Chunk {
            try {
                return events.next();
            } catch (const Error& error) {
                if (is_end_of_session(error)) return std::string();
                throw;
            }
        });
    response.access_check = api::make_access_check([calls, stream] {
        if (stream->is_replaced()) throw Error::conflict("This stream was replaced by a newer one.");
        calls.require_session();
    });
    response.set("X-Accel-Buffering", "no");  // nginx would buffer the events
    return response;
}

}  // namespace rollcall::calls
