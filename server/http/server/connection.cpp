#include "http/server/connection.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <functional>

#include "http/server/revocation_watch.hpp"

namespace rollcall::http {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

constexpr asio::use_awaitable_t<Executor> use_awaitable;

/// At once from the socket while a body arrives.
constexpr std::size_t body_piece = 16 * 1024;

/// How long, and for how many bytes, a connection is read on after the last answer. Closing it with bytes unread would
/// reset it, and the client might lose the answer (RFC 9112, section 9.6).
constexpr milliseconds linger_time{1'000};
constexpr std::size_t linger_bytes = 128 * 1024 * 1024;  // more than any body that is taken

constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";

/// One run on the pool; then the connection's coroutine goes on, back on the network thread.
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

/// What waits in the system to be sent, at most, while an answer is watched: it is lost when that is cut off.
constexpr int watched_send_buffer = 64 * 1024;

/// The next piece of a body, or nothing where it could not be made, which is logged.
std::optional<Piece> made_piece(const NextPiece& next_piece, const std::string& id) noexcept try {
    return next_piece();
} catch (const std::exception& error) {
    spdlog::warn("The answer to request {} was broken off: {}", id, error.what());
    return std::nullopt;
} catch (...) {
    spdlog::warn("The answer to request {} was broken off", id);
    return std::nullopt;
}

/// Reads the header and plans the answer; a header that Beast refuses is answered 400.
std::variant<Plan, Response> read_and_plan(const Router& router, std::string_view header, RequestParser& parser,
                                           Request& request) try {
    parser.read_header(header);
    return plan_answer(router, parser, request);
} catch (const Error& error) {
    return problem(error, request.id);
}

// What has come is more than is kept in memory, or the rest of such a body.
bool is_to_be_spooled(const Request& request, const Plan& plan, const RequestParser& parser) {
    if (plan.body_kept == BodyKept::in_memory) return false;
    return request.body.size() > default_body_limit || (parser.is_done() && request.spooled_body);
}

}  // namespace

Connection::Connection(Shared& shared, Socket socket, std::string peer_address)
    : shared_(shared),
      socket_(std::move(socket)),
      inbox_(shared.limits.header_bytes),
      peer_address_(std::move(peer_address)) {}

Connection::Awaitable<void> Connection::serve() {
    auto next = Next::request;
    while (next == Next::request) next = co_await serve_one();
    if (next == Next::linger) co_await linger();
    error_code ignored;
    socket_.close(ignored);
}

Connection::Awaitable<Connection::Next> Connection::serve_one() {
    HeaderEnd end;
    std::optional<Refusal> refusal;
    const bool is_there = co_await read_header(end, refusal);
    if (!refusal && !is_there) co_return Next::close;

    enter(Phase::handler, milliseconds::max());
    header_read_ = std::chrono::steady_clock::now();
    const auto header = inbox_.bytes().substr(0, end.size());
    if (!refusal) refusal = check_framing(header);
    if (refusal) co_return co_await refuse(*refusal);
    co_return co_await serve_request(header);
}

Connection::Awaitable<bool> Connection::read_header(HeaderEnd& end, std::optional<Refusal>& refusal) {
    inbox_.shrink();
    enter(Phase::idle, shared_.limits.idle_time);
    for (;;) {
        while (inbox_.bytes().starts_with("\r\n")) inbox_.remove(2);  // RFC 9112, section 2.2
        if (!inbox_.is_empty() && phase_ == Phase::idle) enter(Phase::header, shared_.limits.header_time);

        const bool is_beginning = inbox_.bytes() == "\r";
        const auto state = is_beginning ? HeaderEnd::State::incomplete : end.scan(inbox_.bytes());
        if (state == HeaderEnd::State::malformed) {
            refusal = Refusal{400, "This is not an HTTP request."};
        } else if (state == HeaderEnd::State::complete ? end.size() > shared_.limits.header_bytes : inbox_.is_full()) {
            refusal = Refusal{431, "The request's header is too large."};
        }
        if (refusal) co_return false;
        if (state == HeaderEnd::State::complete) co_return true;
        if (shared_.is_stopping || !co_await read_some(Inbox::smallest)) co_return false;
    }
}

Connection::Awaitable<Connection::Next> Connection::serve_request(std::string_view header) {
    Request request;
    request.id = next_id();
    request.peer_address = peer_address_;
    RequestParser parser(request);
    auto planned = read_and_plan(shared_.router, header, parser, request);
    inbox_.remove(header.size());
    request.client_address = client_address(request);

    if (auto* early = std::get_if<Response>(&planned)) {
        const bool is_clear = early->status != 400 && parser.is_done() && parser.keeps_alive();
        const auto after = is_clear && !shared_.is_stopping ? AfterAnswer::keep_alive : AfterAnswer::close;
        const auto* readable = request.path.empty() ? nullptr : &request;
        co_return co_await answer(readable, request.id, std::move(*early), after);
    }

    const auto& plan = std::get<Plan>(planned);
    if (!parser.is_done()) {
        if (plan.admit) {
            Response admission;
            auto ask = [&] { admission = run_handler(*plan.admit, request); };
            co_await run_on_pool(std::ref(ask));
            if (admission.status >= 400)
                co_return co_await answer(&request, request.id, std::move(admission), AfterAnswer::close);
        }
        auto failed = co_await read_body(parser, plan, request);
        if (failed) co_return co_await answer(&request, request.id, std::move(*failed), AfterAnswer::close);
        if (!parser.is_done()) co_return Next::close;
        enter(Phase::handler, milliseconds::max());
    }

    Response response;
    if (plan.runs == Runs::inline_) {
        response = run_handler(*plan.handler, request);
    } else {
        auto run = [&] { response = run_handler(*plan.handler, request); };
        co_await run_on_pool(std::ref(run));
    }
    const bool goes_on = parser.keeps_alive() && !shared_.is_stopping;
    const auto after = goes_on ? AfterAnswer::keep_alive : AfterAnswer::close;
    if (response.next_piece) {
        co_return co_await answer_in_pieces(request, parser.is_http_1_0(), std::move(response), after);
    }
    co_return co_await answer(&request, request.id, std::move(response), after);
}

Connection::Awaitable<std::optional<Response>> Connection::read_body(RequestParser& parser, const Plan& plan,
                                                                     Request& request) {
    enter(Phase::body, shared_.limits.body_time);
    parser.set_body_limit(plan.body_limit);
    if (plan.expects_continue && inbox_.is_empty()) {
        if (!co_await write(continue_answer, {})) co_return std::nullopt;
    }
    for (;;) {
        std::optional<Response> failed;
        try {
            inbox_.remove(parser.read_body(inbox_.bytes()));
            if (!parser.is_done() && inbox_.is_full()) throw Error::malformed("A chunk's line is too long.");
        } catch (const Error& error) {
            failed = problem(error, request.id);
        }
        if (!failed && is_to_be_spooled(request, plan, parser)) failed = co_await spool(request);
        if (failed || parser.is_done()) co_return failed;

        if (co_await read_some(body_piece)) continue;
        if (is_late_) co_return problem(Error::malformed("The request's body came too slowly."), request.id, 408);
        co_return std::nullopt;
    }
}

Connection::Awaitable<std::optional<Response>> Connection::spool(Request& request) {
    std::optional<Response> failed;
    auto take = [&] { failed = shared_.spool.take(request); };
    enter(Phase::handler, milliseconds::max());
    co_await run_on_pool(std::ref(take));
    enter(Phase::body, shared_.limits.body_time);  // each part of a large body has that time
    co_return failed;
}

template <class Function>
Connection::Awaitable<void> Connection::run_on_pool(Function function) {
    // Named, and with nothing but references in it: g++ 12 destroys the captures of a temporary here twice.
    auto post = [&](auto completion) {
        using Run = PoolRun<decltype(completion), Function>;
        shared_.pool.post(*new Run(std::move(completion), function));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(post, use_awaitable);
}

Connection::Awaitable<Connection::Next> Connection::refuse(Refusal refusal) {
    const auto id = next_id();
    const auto code = refusal.status == 431 ? ErrorCode::too_large : ErrorCode::malformed_request;
    auto response = problem(Error(code, std::string(refusal.detail)), id, refusal.status);
    co_return co_await answer(nullptr, id, std::move(response), AfterAnswer::close);
}

Connection::Awaitable<Connection::Next> Connection::answer(const Request* request, const std::string& id,
                                                           Response response, AfterAnswer after) {
    enter(Phase::answer, shared_.limits.write_time);
    const auto head = shared_.head.write(response, id, after);
    const bool has_body = may_have_body(response.status) && !(request && request->method == Method::head);
    const bool is_written = co_await write(head, has_body ? std::string_view(response.body) : std::string_view());
    observe(request, response.status, id);
    if (!is_written) co_return Next::close;
    co_return after == AfterAnswer::close ? Next::linger : Next::request;
}

Connection::Awaitable<Connection::Next> Connection::answer_in_pieces(const Request& request, bool is_http_1_0,
                                                                     Response response, AfterAnswer after) {
    const auto end = response.length ? BodyEnd::by_length : is_http_1_0 ? BodyEnd::by_close : BodyEnd::by_chunks;
    if (end == BodyEnd::by_close) after = AfterAnswer::close;
    enter(Phase::answer, shared_.limits.write_time);
    const auto head = shared_.head.write(response, request.id, after, end);
    bool is_complete = co_await write(head, {});
    if (is_complete && request.method != Method::head) {
        std::optional<RightWatch> watch;
        if (response.still_allowed) {
            error_code ignored;
            socket_.set_option(asio::socket_base::send_buffer_size(watched_send_buffer), ignored);
            watch.emplace(*this, socket_.get_executor(), shared_.pool, response.still_allowed);
        }
        is_complete = co_await write_pieces(response, end, request.id);
        if (!is_complete && response.still_allowed) reset();
    }
    observe(&request, response.status, request.id);
    if (!is_complete) co_return Next::close;
    co_return after == AfterAnswer::close ? Next::linger : Next::request;
}

Connection::Awaitable<bool> Connection::write_pieces(const Response& response, BodyEnd end, const std::string& id) {
    std::uint64_t left = response.length.value_or(0);
    while (!response.length || left > 0) {
        std::optional<Piece> piece;
        auto make = [&] { piece = made_piece(response.next_piece, id); };
        enter(Phase::handler, milliseconds::max());
        co_await run_on_pool(std::ref(make));
        if (!piece) co_return false;
        const auto size = piece->bytes.size();
        if (response.length && (piece->is_end() || size > left)) {
            spdlog::error("The answer to request {} has not the length that it promised", id);
            co_return false;
        }
        left -= response.length ? size : 0;

        const bool is_end = piece->is_end();
        if ((size > 0 || is_end) && !co_await write_piece(std::move(piece->bytes), end)) co_return false;
        if (is_end) co_return true;
        if (piece->pause) co_await wait(*piece->pause);
        if (piece->pause && shared_.is_stopping) {
            std::string nothing;
            co_return co_await write_piece(std::move(nothing), end);
        }
    }
    co_return true;
}

Connection::Awaitable<bool> Connection::write_piece(std::string bytes, BodyEnd end) {
    enter(Phase::answer, shared_.limits.write_time);
    std::string size;
    if (end == BodyEnd::by_chunks) {
        size = fmt::format("{:x}\r\n", bytes.size());
        bytes += "\r\n";
    }
    co_return co_await write(size, bytes);
}

Connection::Awaitable<void> Connection::wait(milliseconds time) {
    if (shared_.is_stopping) co_return;
    enter(Phase::pause, milliseconds::max());
    Timer timer(socket_.get_executor(), time);
    pause_ = &timer;
    error_code cancelled;
    co_await timer.async_wait(asio::redirect_error(use_awaitable, cancelled));
    pause_ = nullptr;
}

Connection::Awaitable<void> Connection::linger() {
    enter(Phase::lingering, linger_time);
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    for (std::size_t drained = 0; drained < linger_bytes;) {
        inbox_.remove(inbox_.bytes().size());
        if (!co_await read_some(body_piece)) break;
        drained += inbox_.bytes().size();
    }
}

Connection::Awaitable<bool> Connection::read_some(std::size_t wanted) {
    const auto room = inbox_.room(wanted);
    error_code error;
    const auto bytes = co_await socket_.async_read_some(asio::buffer(room.data(), room.size()),
                                                        asio::redirect_error(use_awaitable, error));
    inbox_.add(bytes);
    co_return !error;
}

Connection::Awaitable<bool> Connection::write(std::string_view head, std::string_view body) {
    // At once first: nearly every answer fits into the socket's buffer and needs no waiting.
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

void Connection::enter(Phase phase, milliseconds limit) {
    phase_ = phase;
    is_late_ = false;
    deadline_ = limit == milliseconds::max() ? Moment::max() : std::chrono::steady_clock::now() + limit;
}

void Connection::check_deadline(Moment now) {
    if (now < deadline_) return;
    is_late_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::stop() {
    if (pause_) pause_->cancel();
    if (phase_ != Phase::idle && phase_ != Phase::header) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::abort() {
    if (pause_) pause_->cancel();
    error_code ignored;
    socket_.close(ignored);
}

void Connection::reset() {
    error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    abort();
}

std::string Connection::next_id() { return fmt::format("{}-{:08x}", shared_.id_prefix, ++shared_.last_id); }

std::string Connection::client_address(const Request& request) const {
    std::string forwarded_for;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        if (!forwarded_for.empty()) forwarded_for += ',';
        forwarded_for += value;
    }
    if (forwarded_for.empty()) return peer_address_;
    return shared_.proxies.client_address(peer_address_, forwarded_for);
}

void Connection::observe(const Request* request, int status, const std::string& id) const try {
    if (!shared_.observe) return;
    const auto took = std::chrono::steady_clock::now() - header_read_;
    shared_.observe({request, status, id, std::chrono::duration_cast<std::chrono::microseconds>(took)});
} catch (const std::exception& error) {
    spdlog::error("Request {} was answered, but not told of: {}", id, error.what());
}

}  // namespace rollcall::http
