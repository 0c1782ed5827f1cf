#include "http/server/server.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <list>
#include <stdexcept>

#include "core/network.hpp"
#include "core/random.hpp"
#include "http/server/client_connection.hpp"

namespace rollcall::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

/// How often deadlines are checked: often enough for the shortest of them.
milliseconds choose_tick(const Limits& limits) {
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.idle_time, limits.write_time});
    return std::clamp(shortest / 4, milliseconds(5), milliseconds(1'000));
}

std::string make_id_prefix() {
    std::array<std::byte, 3> random{};
    fill_random(random);
    return fmt::format("{:02x}{:02x}{:02x}", static_cast<int>(random[0]), static_cast<int>(random[1]),
                       static_cast<int>(random[2]));
}

[[noreturn]] void fail_to_listen(const ServerSettings& settings, const error_code& error) {
    if (error == asio::error::address_in_use) {
        throw std::runtime_error(
            fmt::format("Port {} on {} is used by another program.", settings.port, settings.address));
    }
    if (error == asio::error::access_denied) {
        throw std::runtime_error(
            fmt::format("Port {} on {} is not open to this user.", settings.port, settings.address));
    }
    throw std::runtime_error(
        fmt::format("Port {} on {} cannot be opened: {}.", settings.port, settings.address, error.message()));
}

tcp::endpoint make_endpoint(const ServerSettings& settings) {
    error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    if (error) throw std::runtime_error(fmt::format("'{}' is not an IP address to listen on.", settings.address));
    return {address, settings.port};
}

void listen(Acceptor& acceptor, const ServerSettings& settings) {
    const auto endpoint = make_endpoint(settings);
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);  // not SO_REUSEPORT: one listener only
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(Acceptor::max_listen_connections, error);
    if (error) fail_to_listen(settings, error);
}

}  // namespace

/// One thread reads and writes all sockets and runs short handlers, about 15 us a request; handlers that wait run on
/// the pool. So nothing here needs a lock.
struct Server::State {
    State(ServerSettings server_settings, Router server_router, std::function<void(const Exchange&)> observer)
        : settings(std::move(server_settings)),
          router(std::move(server_router)),
          observe(std::move(observer)),
          proxies(settings.trusted_proxies),
          pool(settings.pool_threads),
          shared{router,
                 settings.limits,
                 proxies,
                 observe,
                 pool,
                 ResponseHead(settings.https ? Scheme::https : Scheme::http),
                 BodyFiles(settings.body_file_folder),
                 ClientCounts(settings.limits.per_client),
                 *settings.counters,
                 RequestMemory(settings.limits.request_memory, settings.limits.stranger_memory, *settings.counters),
                 UploadPlaces(settings.limits.uploads, *settings.counters),
                 make_id_prefix()} {
        listen(acceptor, settings);
        port = acceptor.local_endpoint().port();
    }

    void accept() {
        if (shared.is_stopping) return;
        if (connections.size() >= settings.limits.connections) return accept_when_room();
        acceptor.async_accept([this](const error_code& error, Socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) return accept_later(error);
            begin(std::move(socket));
            accept();
        });
    }

    void accept_later(const error_code& error) {
        spdlog::warn("A connection could not be accepted: {}", error.message());
        accept_timer.expires_after(accept_retry_pause);
        accept_timer.async_wait([this](const error_code& cancelled) {
            if (!cancelled) accept();
        });
    }

    /// At the limit some connections are closed for new ones. When none can be closed, the next client waits until one
    /// can, or ends.
    void accept_when_room() {
        acceptor.async_wait(Acceptor::wait_read, [this](const error_code& error) {
            if (error) return;
            if (connections.size() < settings.limits.connections) return accept();
            is_full = true;
            close_some();
        });
    }

    /// Many at once, since it looks at all of them.
    void close_some() {
        const auto now = std::chrono::steady_clock::now();
        std::vector<std::pair<ClientConnection::Closable, ClientConnection*>> candidates;
        for (auto& connection : connections) {
            if (const auto closable = connection.find_closable(now)) candidates.emplace_back(*closable, &connection);
        }
        const auto count = std::max<std::size_t>(settings.limits.connections / closed_part_of_connections, 1);
        const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(count, candidates.size()));
        std::ranges::partial_sort(candidates, last, std::greater(), &decltype(candidates)::value_type::first);
        for (auto at = candidates.begin(); at != last; ++at) {
            at->second->abort();
            ++settings.counters->closed_connections;
        }
    }

    void begin(Socket socket) {
        error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error) return;  // closed already
        const auto address = proxies.find_client_address(peer.address().to_string(), {});
        std::optional<ClientCounts::Entry> entry;
        if (!proxies.is_trusted_proxy(address)) {
            entry = shared.clients.add(network_of(address));
            if (!entry) return void(++settings.counters->refused_connections);
        }
        socket.non_blocking(true, error);
        socket.set_option(tcp::no_delay(true), error);

        if (connections.empty()) tick();
        const auto at = connections.emplace(connections.end(), shared, std::move(socket), address, std::move(entry));
        settings.counters->connections = connections.size();
        asio::co_spawn(context, at->serve(), [this, at](const std::exception_ptr& failure) { end(at, failure); });
    }

    void end(std::list<ClientConnection>::iterator connection, const std::exception_ptr& failure) {
        if (failure) spdlog::error("A connection was closed after an internal error");
        connections.erase(connection);
        settings.counters->connections = connections.size();
        if (shared.is_stopping) return finish_if_done();
        if (is_full) {
            is_full = false;
            accept();
        }
    }

    void tick() {
        ticker.expires_after(choose_tick(settings.limits));
        ticker.async_wait([this](const error_code& cancelled) {
            if (cancelled || connections.empty()) return;
            const auto now = std::chrono::steady_clock::now();
            for (auto& connection : connections) connection.check_deadline(now);
            if (is_full) close_some();  // those that have become slow since a client came
            tick();
        });
    }

    void stop() {
        if (shared.is_stopping) return;
        shared.is_stopping = true;
        is_full = false;  // no client is waited for any more
        error_code ignored;
        acceptor.close(ignored);
        accept_timer.cancel();
        for (auto& connection : connections) connection.stop();
        stop_timer.expires_after(stop_timeout);
        stop_timer.async_wait([this](const error_code& cancelled) {
            if (cancelled) return;
            for (auto& connection : connections) connection.abort();
        });
        finish_if_done();
    }

    void finish_if_done() {
        if (!connections.empty()) return;
        ticker.cancel();
        stop_timer.cancel();
        work.reset();
    }

    const ServerSettings settings;
    const Router router;
    const std::function<void(const Exchange&)> observe;
    const TrustedProxies proxies;

    asio::io_context context{1};
    asio::executor_work_guard<Executor> work{context.get_executor()};
    Acceptor acceptor{context};
    Timer accept_timer{context};
    Timer ticker{context};
    Timer stop_timer{context};
    HandlerPool pool;
    SharedState shared;
    std::list<ClientConnection> connections;
    bool is_full = false;
    std::uint16_t port = 0;
};

Server::Server(ServerSettings settings, Router router, std::function<void(const Exchange&)> observe)
    : state_(std::make_unique<State>(std::move(settings), std::move(router), std::move(observe))) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return state_->port; }

void Server::run() {
    state_->accept();
    state_->context.run();
}

void Server::stop() {
    asio::post(state_->context, [state = state_.get()] { state->stop(); });
}

}  // namespace rollcall::http
