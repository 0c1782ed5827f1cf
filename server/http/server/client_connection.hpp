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

#include "http/protocol/framing.hpp"
#include "http/protocol/response_head.hpp"
#include "http/protocol/trusted_proxies.hpp"
#include "http/server/body_files.hpp"
#include "http/server/client_counts.hpp"
#include "http/server/handler_pool.hpp"
#include "http/server/read_buffer.hpp"
#include "http/server/request_handling.hpp"
#include "http/server/request_memory.hpp"
#include "http/server/request_reader.hpp"
#include "http/server/server.hpp"
#include "http/server/upload_places.hpp"

namespace rollcall::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// The state that all connections of a server share. Used on the network thread only, except for the pool.
struct SharedState {
    const Router& router;
    const Limits& limits;
    const TrustedProxies& proxies;
    const std::function<void(const Exchange&)>& observe;
    HandlerPool& pool;
    ResponseHead head;
    BodyFiles body_files;
    ClientCounts clients;
    Counters& counters;
    RequestMemory request_memory;
    UploadPlaces upload_places;
    std::string id_prefix;
    std::uint32_t last_id = 0;
    bool is_stopping = false;
};

/// The connection of one client: reads a request, runs its handler, writes the response, and begins again. Everything
/// here runs on the network thread, except for handlers on the pool.
class ClientConnection final : public RequestReader {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// `entry` counts the connection; nothing for that of a trusted proxy.
    ClientConnection(SharedState& shared, Socket socket, std::string peer_address,
                     std::optional<ClientCounts::Entry> entry);

    /// Serves requests until the client or the server closes the connection.
    boost::asio::awaitable<void, Executor> serve();

    /// Cancels an operation that takes longer than its limit. Called periodically, which is cheaper than a timer for
    /// each connection.
    void check_deadline(Moment now);
    /// How it compares with others when one must be closed for a new client: the largest first.
    struct Closable {
        int kind = 0;           ///< a slow sender, then an idle one, then a slow reader, then one that sends a request
        std::size_t count = 0;  ///< of connections of its client
        Moment::duration time{};  ///< in which it has done nothing else
        auto operator<=>(const Closable&) const = default;
    };
    /// Nothing while a response is made, or is sent to a client that is not slow.
    std::optional<Closable> find_closable(Moment now) const;
    /// Whether it waits for the client to read.
    bool is_sending() const { return phase_ == Phase::response; }
    /// Closes it, after the request that is running. A streamed body ends at its next pause.
    void stop();
    /// Closes it at once.
    void abort();
    /// Closes it at once and discards unsent bytes.
    void reset();
    void end_reading() override;
    void continue_reading() override;

private:
    template <class Result>
    using Awaitable = boost::asio::awaitable<Result, Executor>;

    enum class Phase { idle, header, body, handler, response, pause, lingering };
    enum class Next { request, linger, close };

    /// What a body has of the memory and of the places for files.
    struct Body {
        Body(ClientConnection& connection, RequestSender sender, const Request& request);
        RequestMemory::Share memory;
        UploadPlaces::Upload upload;
    };

    Awaitable<Next> serve_one();
    Awaitable<bool> read_header(HeaderEnd& end, std::optional<Refusal>& refusal);
    Awaitable<Next> serve_request(std::string_view header);
    /// Counts the request of a client behind a trusted proxy. False when that client has too many.
    bool count_request(const Request& request);
    /// The network of the client whose request is read.
    std::string find_client() const;
    /// Reads the body, after the route has admitted the caller if some of it has not arrived with the header. Returns
    /// the response to send when it is refused or cannot be read; nothing when it is complete, or the client has
    /// disconnected.
    Awaitable<std::optional<Response>> receive_body(RequestParser& parser, const RequestPlan& plan, Request& request,
                                                    Body& body);
    /// Parses what has arrived of the body. Returns the response to send when that fails.
    std::optional<Response> parse_body(RequestParser& parser, const Request& request);
    /// Asks the route whether it admits the caller. Returns the response to send when it does not.
    Awaitable<std::optional<Response>> check_before_body(const RequestPlan& plan, const Request& request);
    /// Returns the response to send when the body cannot be read; nothing when it is complete, or the client has
    /// disconnected.
    Awaitable<std::optional<Response>> read_body(RequestParser& parser, const RequestPlan& plan, Request& request,
                                                 Body& body);
    /// Moves the part of the body that has arrived to its file. Returns the response to send when that fails.
    Awaitable<std::optional<Response>> append_to_body_file(Request& request, Body& body);
    /// Runs `function()`, which must not throw, on the pool.
    template <class Function>
    Awaitable<void> run_on_pool(Function function);
    Awaitable<Next> refuse(Refusal refusal);
    Awaitable<Next> send_response(const Request* request, const std::string& id, Response response,
                                  AfterResponse after);
    Awaitable<Next> send_streamed_response(const Request& request, bool is_http_1_0, Response response,
                                           AfterResponse after);
    /// Whether all of it was produced and written.
    Awaitable<bool> write_chunks(const Response& response, BodyEnd end, const std::string& id);
    Awaitable<bool> write_chunk(std::string bytes, BodyEnd end);
    /// Waits for that time, or until the server stops.
    Awaitable<void> wait(std::chrono::milliseconds time);
    /// Whether the client has closed the connection, or its half of it: nothing is left to read from it.
    bool has_client_closed();
    Awaitable<void> linger();
    /// Waits until there is memory for the next part of the body. False when there is none in time.
    Awaitable<bool> wait_for_memory(const Request& request, Body& body);
    Awaitable<bool> read_some();
    Awaitable<bool> write(std::string_view head, std::string_view body);

    void enter_phase(Phase phase, std::chrono::milliseconds limit);
    void begin_response();
    std::string next_id();
    std::string find_client_address(const Request& request) const;
    void observe(const Request* request, int status, const std::string& id) const;

    SharedState& shared_;
    Socket socket_;
    ReadBuffer read_buffer_;
    std::string peer_address_;
    /// Counts the connection of a client, or the request of one behind a trusted proxy.
    std::optional<ClientCounts::Entry> entry_;
    const bool is_of_proxy_;
    std::size_t read_bytes_ = min_read_buffer_bytes;  ///< of the next read
    Moment phase_began_ = std::chrono::steady_clock::now();
    Moment deadline_ = Moment::max();
    Moment header_read_{};
    Moment request_read_{};  ///< with its body
    Moment response_began_{};
    const Route* route_ = nullptr;  ///< of the request that is served
    Phase phase_ = Phase::idle;
    bool is_late_ = false;
    bool has_served_ = false;       ///< a request
    std::size_t header_bytes_ = 0;  ///< of the request that is served
    bool is_ended_ = false;         ///< to make room for others
    Timer* pause_ = nullptr;        ///< of the pause that is running
};

}  // namespace rollcall::http
