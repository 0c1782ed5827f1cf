// Over 400 lines because it is one class: how a connection reads, waits, answers and is closed depends on one state.

#include "http/server/client_connection.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>

#include "core/network.hpp"
#include "http/server/limits.hpp"
#include "http/server/problem.hpp"
#include "http/server/revocation_watch.hpp"

namespace rollcall::http {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

constexpr asio::use_awaitable_t<Executor> use_awaitable;

constexpr std::string_view continue_response = "HTTP/1.1 100 Continue\r\n\r\n";

/// Runs a function on the pool; then the connection's coroutine continues on the network thread.
template <class Completion, class Function>
class PoolRun final : public HandlerPool::Task {
public:
    PoolRun(Completion completion, Function& function) : completion_(std::move(completion)), function_(function) {}

    void run() noexcept override {
        const std::unique_ptr<PoolRun> self(this);
        function_();
        asio::post(std::move(completion_));
    }

private:
    Completion completion_;
    Function& function_;
};

/// The next chunk of a body; nothing when producing it failed, which is logged.
std::optional<Chunk> produce_chunk(const NextChunk& next_chunk, const std::string& id) noexcept try {
    return next_chunk();
} catch (const std::exception& error) {
    spdlog::warn("The response to request {} was broken off: {}", id, error.what());
    return std::nullopt;
} catch (...) {
    spdlog::warn("The response to request {} was broken off", id);
    return std::nullopt;
}

/// Parses the header and finds the route; the response is a 400 when Beast refuses the header.
std::variant<RequestPlan, Response> parse_and_plan(const Router& router, std::string_view header, RequestParser& parser,
                                                   Request& request, const Route*& route) try {
    parser.read_header(header);
    return plan_request(router, parser, request, route);
} catch (const Error& error) {
    return make_problem_response(error, request.id);
}

Response make_overload_response(const Request& request) {
    return make_problem_response(Error::overloaded(overload_retry_after), request.id, 503);
}

// Whether the bytes in memory belong into a file: they exceed the limit, or are the rest of a body that did.
bool belongs_in_file(const Request& request, const RequestPlan& plan, const RequestParser& parser) {
    if (plan.body_storage == BodyStorage::memory) return false;
    return request.body.size() > default_body_limit || (parser.is_done() && request.body_file);
}

}  // namespace

ClientConnection::Body::Body(ClientConnection& connection, RequestSender sender, const Request& request)
    : memory(connection.shared_.request_memory, sender, connection.find_client(), connection.header_read_, connection),
      upload(connection.shared_.upload_places, connection.find_client(), request.path, connection.header_read_,
             connection) {}

ClientConnection::ClientConnection(SharedState& shared, Socket socket, std::string peer_address,
                                   std::optional<ClientCounts::Entry> entry)
    : shared_(shared),
      socket_(std::move(socket)),
      read_buffer_(shared.limits.header_bytes),
      peer_address_(std::move(peer_address)),
      entry_(std::move(entry)),
      is_of_proxy_(!entry_) {}

ClientConnection::Awaitable<void> ClientConnection::serve() {
    auto next = Next::request;
    while (next == Next::request) {
        next = co_await serve_one();
        has_served_ = true;
        if (is_of_proxy_) entry_.reset();
    }
    if (next == Next::linger) co_await linger();
    error_code ignored;
    socket_.close(ignored);
}

ClientConnection::Awaitable<ClientConnection::Next> ClientConnection::serve_one() {
    HeaderEnd end;
    std::optional<Refusal> refusal;
    const bool is_complete = co_await read_header(end, refusal);
    if (!refusal && !is_complete) co_return Next::close;

    enter_phase(Phase::handler, milliseconds::max());
    header_read_ = phase_began_;
    request_read_ = phase_began_;
    route_ = nullptr;
    const auto header = read_buffer_.bytes().substr(0, end.size());
    if (!refusal) refusal = check_framing(header);
    if (refusal) co_return co_await refuse(*refusal);
    co_return co_await serve_request(header);
}

ClientConnection::Awaitable<bool> ClientConnection::read_header(HeaderEnd& end, std::optional<Refusal>& refusal) {
    read_buffer_.shrink();
    read_bytes_ = min_read_buffer_bytes;
    is_ended_ = false;
    std::optional<RequestMemory::Share> memory;
    enter_phase(Phase::idle, shared_.limits.idle_time);
    for (;;) {
        while (read_buffer_.bytes().starts_with("\r\n")) read_buffer_.remove(2);  // RFC 9112, section 2.2
        if (!read_buffer_.is_empty() && phase_ == Phase::idle) enter_phase(Phase::header, shared_.limits.header_time);

        const bool is_beginning = read_buffer_.bytes() == "\r";
        const auto state = is_beginning ? HeaderEnd::State::incomplete : end.scan(read_buffer_.bytes());
        if (state == HeaderEnd::State::malformed) {
            refusal = Refusal{400, "This is not an HTTP request."};
        } else if (state == HeaderEnd::State::complete ? end.size() > shared_.limits.header_bytes
                                                       : read_buffer_.is_full()) {
            refusal = Refusal{431, "The request's header is too large."};
        }
        if (refusal) co_return false;
        if (state == HeaderEnd::State::complete) co_return true;
        if (shared_.is_stopping || !co_await read_some()) co_return false;
        if (read_buffer_.capacity() <= free_request_bytes) continue;
        if (!memory)
            memory.emplace(shared_.request_memory, RequestSender::stranger, find_client(), phase_began_, *this);
        if (memory->resize(read_buffer_.capacity(), std::chrono::steady_clock::now())) continue;
        // Not a wait as for a body: the bytes are here already, and would not be counted meanwhile.
        if (is_ended_) co_return false;
        ++shared_.counters.refused_for_room;
        refusal = Refusal{503, "Too much is going on right now. Try again in a moment."};
        co_return false;
    }
}

ClientConnection::Awaitable<ClientConnection::Next> ClientConnection::serve_request(std::string_view header) {
    Request request;
    request.id = next_id();
    request.peer_address = peer_address_;
    RequestParser parser(request);
    auto planned = parse_and_plan(shared_.router, header, parser, request, route_);
    header_bytes_ = header.size();
    read_buffer_.remove(header.size());
    request.client_address = find_client_address(request);
    request.is_forwarded_by_untrusted_peer =
        request.header("x-forwarded-for") && !shared_.proxies.is_trusted_proxy(request.peer_address);

    if (auto* early = std::get_if<Response>(&planned)) {
        const bool is_intact = early->status != 400 && parser.is_done() && parser.keeps_alive();
        const auto after = is_intact && !shared_.is_stopping ? AfterResponse::keep_alive : AfterResponse::close;
        const auto* parsed = request.path.empty() ? nullptr : &request;
        co_return co_await send_response(parsed, request.id, std::move(*early), after);
    }

    if (!count_request(request)) {
        auto refusal = make_problem_response(Error::overloaded(overload_retry_after), request.id);
        co_return co_await send_response(&request, request.id, std::move(refusal), AfterResponse::close);
    }

    const auto& plan = std::get<RequestPlan>(planned);
    std::optional<Body> body;
    if (!parser.is_done()) {
        body.emplace(*this, plan.sender, request);
        auto failed = co_await receive_body(parser, plan, request, *body);
        if (failed) co_return co_await send_response(&request, request.id, std::move(*failed), AfterResponse::close);
        if (!parser.is_done()) co_return Next::close;
        enter_phase(Phase::handler, milliseconds::max());
    }

    Response response;
    if (plan.runs == RunOn::network_thread) {
        response = run_handler(*plan.handler, request);
    } else {
        auto run = [&] { response = run_handler(*plan.handler, request); };
        co_await run_on_pool(std::ref(run));
    }
    const bool stays_open = parser.keeps_alive() && !shared_.is_stopping;
    const auto after = stays_open ? AfterResponse::keep_alive : AfterResponse::close;
    if (response.next_chunk) {
        co_return co_await send_streamed_response(request, parser.is_http_1_0(), std::move(response), after);
    }
    co_return co_await send_response(&request, request.id, std::move(response), after);
}

std::string ClientConnection::find_client() const { return entry_ ? entry_->client() : network_of(peer_address_); }

bool ClientConnection::count_request(const Request& request) {
    if (!is_of_proxy_ || request.client_address == peer_address_) return true;
    entry_ = shared_.clients.add(network_of(request.client_address));
    if (!entry_) ++shared_.counters.refused_requests;
    return entry_.has_value();
}

ClientConnection::Awaitable<std::optional<Response>> ClientConnection::receive_body(RequestParser& parser,
                                                                                    const RequestPlan& plan,
                                                                                    Request& request, Body& body) {
    is_ended_ = false;
    parser.set_body_limit(plan.body_limit);
    auto failed = parse_body(parser, request);
    if (!failed && !parser.is_done()) {
        failed = co_await check_before_body(plan, request);
        if (!failed) {
            failed = co_await read_body(parser, plan, request, body);
            request_read_ = std::chrono::steady_clock::now();
        }
    }
    body.memory.finish_reading();
    body.upload.finish_reading();
    co_return failed;
}

std::optional<Response> ClientConnection::parse_body(RequestParser& parser, const Request& request) {
    try {
        read_buffer_.remove(parser.read_body(read_buffer_.bytes()));
    } catch (const Error& error) {
        return make_problem_response(error, request.id);
    }
    return std::nullopt;
}

ClientConnection::Awaitable<std::optional<Response>> ClientConnection::check_before_body(const RequestPlan& plan,
                                                                                         const Request& request) {
    if (!plan.before_body) co_return std::nullopt;
    Response result;
    auto check = [&] { result = run_handler(*plan.before_body, request); };
    if (plan.before_body_runs == RunOn::network_thread) {
        check();
    } else {
        co_await run_on_pool(std::ref(check));
    }
    if (result.status < 400) co_return std::nullopt;
    co_return result;
}

ClientConnection::Awaitable<std::optional<Response>> ClientConnection::read_body(RequestParser& parser,
                                                                                 const RequestPlan& plan,
                                                                                 Request& request, Body& body) {
    enter_phase(Phase::body, shared_.limits.body_time);
    if (plan.expects_continue && read_buffer_.is_empty()) {
        if (!co_await write(continue_response, {})) co_return std::nullopt;
    }
    std::size_t part_end = default_body_limit;  // of a large body that is kept in memory: each part has its own time
    for (;;) {
        if (!co_await wait_for_memory(request, body)) co_return make_overload_response(request);
        if (!co_await read_some()) break;
        auto failed = parse_body(parser, request);
        if (!failed && belongs_in_file(request, plan, parser)) failed = co_await append_to_body_file(request, body);
        if (failed || parser.is_done()) co_return failed;
        if (request.body.size() <= part_end) continue;
        part_end += default_body_limit;
        enter_phase(Phase::body, shared_.limits.body_part_time);
    }
    if (is_ended_) co_return make_overload_response(request);
    if (is_late_)
        co_return make_problem_response(Error::malformed("The request body arrived too slowly."), request.id, 408);
    co_return std::nullopt;
}

ClientConnection::Awaitable<std::optional<Response>> ClientConnection::append_to_body_file(Request& request,
                                                                                           Body& body) {
    const auto place = body.upload.add(request.body.size(), std::chrono::steady_clock::now());
    if (place == UploadPlaces::Result::too_many_of_client)
        co_return make_problem_response(Error::overloaded(overload_retry_after), request.id);
    if (place != UploadPlaces::Result::accepted) co_return make_overload_response(request);

    std::optional<Response> failed;
    auto append = [&] { failed = shared_.body_files.append_reading(request); };
    enter_phase(Phase::handler, milliseconds::max());
    co_await run_on_pool(std::ref(append));
    enter_phase(Phase::body, shared_.limits.body_part_time);  // each part of a large body has its own time
    co_return failed;
}

template <class Function>
ClientConnection::Awaitable<void> ClientConnection::run_on_pool(Function function) {
    // Named, and with nothing but references in it: g++ 12 destroys the captures of a temporary here twice.
    auto post = [&](auto completion) {
        using Run = PoolRun<decltype(completion), Function>;
        shared_.pool.post(*new Run(std::move(completion), function));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(post, use_awaitable);
}

ClientConnection::Awaitable<ClientConnection::Next> ClientConnection::refuse(Refusal refusal) {
    const auto id = next_id();
    const auto code = refusal.status == 431   ? ErrorCode::too_large
                      : refusal.status == 503 ? ErrorCode::overloaded
                                              : ErrorCode::malformed_request;
    auto response = make_problem_response(Error(code, std::string(refusal.detail)), id, refusal.status);
    if (refusal.status == 503) response.set("Retry-After", std::to_string(overload_retry_after.count()));
    co_return co_await send_response(nullptr, id, std::move(response), AfterResponse::close);
}

ClientConnection::Awaitable<ClientConnection::Next> ClientConnection::send_response(const Request* request,
                                                                                    const std::string& id,
                                                                                    Response response,
                                                                                    AfterResponse after) {
    begin_response();
    const auto head = shared_.head.write(response, id, after);
    const bool has_body = may_have_body(response.status) && !(request && request->method == Method::head);
    const bool is_written =
        co_await write(head, has_body ? std::string_view(response.whole_body()) : std::string_view());
    observe(request, response.status, id);
    if (!is_written) co_return Next::close;
    co_return after == AfterResponse::close ? Next::linger : Next::request;
}

ClientConnection::Awaitable<ClientConnection::Next> ClientConnection::send_streamed_response(const Request& request,
                                                                                             bool is_http_1_0,
                                                                                             Response response,
                                                                                             AfterResponse after) {
    const auto end = response.length ? BodyEnd::by_length : is_http_1_0 ? BodyEnd::by_close : BodyEnd::by_chunks;
    if (end == BodyEnd::by_close) after = AfterResponse::close;
    begin_response();
    const auto head = shared_.head.write(response, request.id, after, end);
    bool is_complete = co_await write(head, {});
    if (is_complete && request.method != Method::head) {
        std::optional<RevocationWatch> watch;
        if (response.access_check) {
            error_code ignored;
            socket_.set_option(asio::socket_base::send_buffer_size(watched_send_buffer_bytes), ignored);
            watch.emplace(*this, socket_.get_executor(), shared_.pool, response.access_check);
        }
        is_complete = co_await write_chunks(response, end, request.id);
        if (!is_complete && response.access_check) reset();
    }
    observe(&request, response.status, request.id);
    if (!is_complete) co_return Next::close;
    co_return after == AfterResponse::close ? Next::linger : Next::request;
}

ClientConnection::Awaitable<bool> ClientConnection::write_chunks(const Response& response, BodyEnd end,
                                                                 const std::string& id) {
    std::uint64_t left = response.length.value_or(0);
    while (!response.length || left > 0) {
        std::optional<Chunk> chunk;
        auto produce = [&] { chunk = produce_chunk(response.next_chunk, id); };
        enter_phase(Phase::handler, milliseconds::max());
        co_await run_on_pool(std::ref(produce));
        if (!chunk) co_return false;
        const auto size = chunk->bytes.size();
        if (response.length && (chunk->is_end() || size > left)) {
            spdlog::error("The response to request {} does not have the length that it declared", id);
            co_return false;
        }
        left -= response.length ? size : 0;

        const bool is_end = chunk->is_end();
        if ((size > 0 || is_end) && !co_await write_chunk(std::move(chunk->bytes), end)) co_return false;
        if (is_end) co_return true;
        if (chunk->pause) co_await wait(*chunk->pause);
        if (chunk->pause && has_client_closed()) co_return false;
        if (chunk->pause && shared_.is_stopping) {
            std::string nothing;
            co_return co_await write_chunk(std::move(nothing), end);
        }
    }
    co_return true;
}

ClientConnection::Awaitable<bool> ClientConnection::write_chunk(std::string bytes, BodyEnd end) {
    enter_phase(Phase::response, shared_.limits.write_time);
    std::string size;
    if (end == BodyEnd::by_chunks) {
        size = fmt::format("{:x}\r\n", bytes.size());
        bytes += "\r\n";
    }
    co_return co_await write(size, bytes);
}

ClientConnection::Awaitable<void> ClientConnection::wait(milliseconds time) {
    if (shared_.is_stopping) co_return;
    enter_phase(Phase::pause, milliseconds::max());
    Timer timer(socket_.get_executor(), time);
    pause_ = &timer;
    error_code cancelled;
    co_await timer.async_wait(asio::redirect_error(use_awaitable, cancelled));
    pause_ = nullptr;
}

bool ClientConnection::has_client_closed() {
    char byte = 0;
    error_code error;
    socket_.receive(asio::buffer(&byte, 1), asio::socket_base::message_peek, error);
    return error && error != asio::error::would_block;
}

ClientConnection::Awaitable<void> ClientConnection::linger() {
    enter_phase(Phase::lingering, linger_time);
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    for (std::size_t drained = 0; drained < linger_bytes;) {
        read_buffer_.remove(read_buffer_.bytes().size());
        if (!co_await read_some()) break;
        drained += read_buffer_.bytes().size();
    }
}

ClientConnection::Awaitable<bool> ClientConnection::wait_for_memory(const Request& request, Body& body) {
    const auto used = request.body.size() + read_bytes_;
    const auto capacity = request.body.capacity();
    const auto next_capacity = used <= capacity ? capacity : std::max(2 * capacity, used);
    const auto bytes = header_bytes_ + next_capacity + read_bytes_;
    while (!is_ended_ && socket_.is_open()) {
        const auto now = std::chrono::steady_clock::now();
        if (body.memory.resize(bytes, now)) co_return true;
        if (now >= deadline_) {
            ++shared_.counters.refused_for_room;
            break;
        }
        Timer timer(socket_.get_executor(), deadline_);
        pause_ = &timer;
        error_code cancelled;
        co_await timer.async_wait(asio::redirect_error(use_awaitable, cancelled));
        pause_ = nullptr;
    }
    co_return false;
}

ClientConnection::Awaitable<bool> ClientConnection::read_some() {
    const auto room = read_buffer_.make_room(read_bytes_);
    error_code error;
    const auto bytes = co_await socket_.async_read_some(asio::buffer(room.data(), room.size()),
                                                        asio::redirect_error(use_awaitable, error));
    read_buffer_.add(bytes);
    read_bytes_ = bytes == room.size() ? std::min(4 * read_bytes_, max_read_bytes) : min_read_buffer_bytes;
    co_return !error;
}

ClientConnection::Awaitable<bool> ClientConnection::write(std::string_view head, std::string_view body) {
    // Written without waiting first: nearly every response fits into the socket's buffer.
    std::array<asio::const_buffer, 2> rest{asio::buffer(head), asio::buffer(body)};
    error_code error;
    auto written = socket_.write_some(rest, error);
    if (error == asio::error::would_block) {
        written = 0;
    } else if (error) {
        co_return false;
    }
    if (written == head.size() + body.size()) co_return true;

    rest[1] += written > head.size() ? written - head.size() : 0;
    rest[0] += written;
    co_await asio::async_write(socket_, rest, asio::redirect_error(use_awaitable, error));
    co_return !error;
}

void ClientConnection::enter_phase(Phase phase, milliseconds limit) {
    phase_ = phase;
    phase_began_ = std::chrono::steady_clock::now();
    is_late_ = false;
    deadline_ = limit == milliseconds::max() ? Moment::max() : phase_began_ + limit;
}

void ClientConnection::begin_response() {
    enter_phase(Phase::response, shared_.limits.write_time);
    response_began_ = phase_began_;
}

void ClientConnection::check_deadline(Moment now) {
    if (now < deadline_) return;
    is_late_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

std::optional<ClientConnection::Closable> ClientConnection::find_closable(Moment now) const {
    enum Kind { sends_request, reads_slowly, is_idle, is_slow };
    const auto time = now - phase_began_;
    const auto count = entry_ ? entry_->count() : 0;
    switch (phase_) {
        case Phase::idle:
            return Closable{!has_served_ && time >= slow_sender_time ? is_slow : is_idle, count, time};
        case Phase::header:
        case Phase::body:
            return Closable{time >= slow_sender_time ? is_slow : sends_request, count, time};
        case Phase::lingering:
            return Closable{is_slow, count, time};
        case Phase::response:
            if (time < slow_reader_time) break;
            return Closable{reads_slowly, count, time};
        case Phase::handler:
        case Phase::pause:
            break;
    }
    return std::nullopt;
}

void ClientConnection::continue_reading() {
    if (pause_) pause_->cancel();
}

void ClientConnection::end_reading() {
    is_ended_ = true;
    if (pause_) pause_->cancel();
    if (phase_ != Phase::header && phase_ != Phase::body) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void ClientConnection::stop() {
    if (pause_) pause_->cancel();
    if (phase_ != Phase::idle && phase_ != Phase::header) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void ClientConnection::abort() {
    if (pause_) pause_->cancel();
    error_code ignored;
    socket_.close(ignored);
}

void ClientConnection::reset() {
    error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    abort();
}

std::string ClientConnection::next_id() { return fmt::format("{}-{:08x}", shared_.id_prefix, ++shared_.last_id); }

std::string ClientConnection::find_client_address(const Request& request) const {
    std::string forwarded_for;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        if (!forwarded_for.empty()) forwarded_for += ',';
        forwarded_for += value;
    }
    if (forwarded_for.empty()) return peer_address_;
    return shared_.proxies.find_client_address(peer_address_, forwarded_for);
}

void ClientConnection::observe(const Request* request, int status, const std::string& id) const try {
    if (!shared_.observe) return;
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    const auto took = std::chrono::steady_clock::now() - header_read_;
    const auto answered_in = response_began_ - request_read_;
    shared_.observe(
        {request, route_, status, id, duration_cast<microseconds>(took), duration_cast<microseconds>(answered_in)});
} catch (const std::exception& error) {
    spdlog::error("Request {} was handled, but its observer failed: {}", id, error.what());
}

}  // namespace rollcall::http
