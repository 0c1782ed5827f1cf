#include "calls/live/live_routes.hpp"

#include <boost/describe/class.hpp>
#include <string>
#include <utility>

#include "api/still_allowed.hpp"
#include "calls/live/live_calls.hpp"
#include "core/error.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::calls {

namespace {

using std::chrono::milliseconds;

// Between two questions, for calls and for whether the session is still there.
constexpr milliseconds interval{500};
// A comment after so much silence shows to both sides, and to proxies between them, that the other is there.
constexpr int questions_between_heartbeats = 30;

// How soon a browser comes back when the stream broke off.
constexpr auto beginning = "retry: 2000\n\n";
constexpr auto heartbeat = ":\n\n";

struct CallsEvent {
    std::vector<CallId> call_ids;
};
BOOST_DESCRIBE_STRUCT(CallsEvent, (), (call_ids))

/// The stream's text, question by question.
class Stream {
public:
    explicit Stream(LiveCalls calls) : calls_(std::move(calls)) {}

    http::Piece next() {
        if (!has_begun_) {
            has_begun_ = true;
            return {beginning, interval};
        }
        auto arrived = calls_.next();
        const auto pause = calls_.has_more() ? milliseconds(0) : interval;
        if (!arrived.empty()) {
            silent_questions_ = 0;
            return {"event: calls\ndata: " + http::write_json(CallsEvent{std::move(arrived)}) + "\n\n", pause};
        }
        if (++silent_questions_ < questions_between_heartbeats) return {"", pause};
        silent_questions_ = 0;
        return {heartbeat, pause};
    }

private:
    LiveCalls calls_;
    bool has_begun_ = false;
    int silent_questions_ = 0;
};

bool is_end_of_session(const Error& error) {
    return error.code() == ErrorCode::not_signed_in || error.code() == ErrorCode::password_change_required;
}

}  // namespace

http::Response watch_calls(const api::Request& request, api::Services& services) {
    const LiveCalls calls(services.database, services.clock, request.caller());
    auto response = http::Response::pieces("text/event-stream", [stream = Stream(calls)]() mutable -> http::Piece {
        try {
            return stream.next();
        } catch (const Error& error) {
            if (is_end_of_session(error)) return std::string();
            throw;
        }
    });
    response.still_allowed = api::still_allowed([calls] { calls.require_session(); });
    response.set("X-Accel-Buffering", "no");  // nginx would collect what comes
    return response;
}

}  // namespace rollcall::calls
