#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/forwarded.hpp"
#include "http/protocol/framing.hpp"
#include "http/protocol/response_head.hpp"
#include "http/server/answering.hpp"
#include "http/server/handler_pool.hpp"
#include "http/server/read_buffer.hpp"
#include "http/server/server.hpp"
#include "http/server/spool.hpp"

namespace rollcall::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// What all connections of a server share. Touched on the server's one network thread only, except for the pool.
struct Shared {
    const Router& router;
    const Limits& limits;
    const TrustedProxies& proxies;
    const std::function<void(const Exchange&)>& observe;
    HandlerPool& pool;
    ResponseHead head;
    Spool spool;
    std::string id_prefix;
    std::uint32_t last_id = 0;
    bool is_stopping = false;
};

/// One client's connection: reads a request, has it answered, writes the answer, and begins again. Everything here
/// happens on the network thread; a handler on the pool leaves it and its answer comes back to it.
class Connection {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Connection(Shared& shared, Socket socket, std::string peer_address);

    /// Until the client or the server ends it.
    boost::asio::awaitable<void, Executor> serve();

    /// Gives up what takes longer than its limit. Called every now and then, which costs less than a timer for each
    /// connection.
    void check_deadline(Moment now);
    /// Whether it waits for a request of which nothing has come.
    bool is_idle() const { return phase_ == Phase::idle; }
    /// Whether it waits for the client to take what is sent.
    bool is_sending() const { return phase_ == Phase::answer; }
    /// Ends it, unless a request is being answered; then after that. A body that pauses ends at its pause.
    void stop();
    /// Ends it at once.
    void abort();
    /// Ends it at once, with what waits to be sent.
    void reset();

private:
    template <class Result>
    using Awaitable = boost::asio::awaitable<Result, Executor>;

    enum class Phase { idle, header, body, handler, answer, pause, lingering };
    enum class Next { request, linger, close };

    Awaitable<Next> serve_one();
    Awaitable<bool> read_header(HeaderEnd& end, std::optional<Refusal>& refusal);
    Awaitable<Next> serve_request(std::string_view header);
    /// What to answer when it cannot be read; nothing when it is there or the client is gone.
    Awaitable<std::optional<Response>> read_body(RequestParser& parser, const Plan& plan, Request& request);
    /// Moves what has come of the body to its file. What to answer when that cannot be.
    Awaitable<std::optional<Response>> spool(Request& request);
    /// Runs `function()`, which must not throw, on the pool.
    template <class Function>
    Awaitable<void> run_on_pool(Function function);
    Awaitable<Next> refuse(Refusal refusal);
    Awaitable<Next> answer(const Request* request, const std::string& id, Response response, AfterAnswer after);
    Awaitable<Next> answer_in_pieces(const Request& request, bool is_http_1_0, Response response, AfterAnswer after);
    /// Whether all of it was made and written.
    Awaitable<bool> write_pieces(const Response& response, BodyEnd end, const std::string& id);
    Awaitable<bool> write_piece(std::string bytes, BodyEnd end);
    /// Until the time is over, or the server stops.
    Awaitable<void> wait(std::chrono::milliseconds time);
    Awaitable<void> linger();
    Awaitable<bool> read_some(std::size_t wanted);
    Awaitable<bool> write(std::string_view head, std::string_view body);

    void enter(Phase phase, std::chrono::milliseconds limit);
    std::string next_id();
    std::string client_address(const Request& request) const;
    void observe(const Request* request, int status, const std::string& id) const;

    Shared& shared_;
    Socket socket_;
    Inbox inbox_;
    std::string peer_address_;
    Moment deadline_ = Moment::max();
    Moment header_read_{};
    Phase phase_ = Phase::idle;
    bool is_late_ = false;
    Timer* pause_ = nullptr;  ///< while one is waited for
};

}  // namespace rollcall::http
