#include "app/serve.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <thread>

#include "accounts/account_store.hpp"
#include "app/control/control_socket.hpp"
#include "app/control/password_reset.hpp"
#include "app/dispatch.hpp"
#include "app/logging.hpp"
#include "app/metrics/metrics.hpp"
#include "app/origin.hpp"
#include "app/routes.hpp"
#include "app/service_manager.hpp"
#include "app/serving/background_work.hpp"
#include "app/serving/service_parts.hpp"
#include "app/serving/stored_data.hpp"
#include "app/untrusted_proxies.hpp"
#include "http/server/server.hpp"
#include "http/static_files/web_page.hpp"
#include "http/static_files/web_page_files.hpp"
#include "storage/data_folder.hpp"

namespace rollcall::app {

namespace {

// Otherwise glibc gives each thread its own arena, and a hundred waiting threads would waste memory.
constexpr int allocator_arenas = 2;

// Each connection is a file; the usual soft limit of 1,024 is less than the limit of the server (http::Limits).
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

sigset_t make_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

// Waits for SIGTERM or SIGINT on a thread of its own and then stops the server. Created before other threads, so that
// no other thread receives the signals.
class StopOnSignal {
public:
    StopOnSignal() {
        const auto signals = make_end_signals();
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    }

    /// `end_waits` ends what requests wait for.
    void run(http::Server& server, const std::function<void()>& end_waits) {
        std::thread waiting([&] {
            const auto signals = make_end_signals();
            int signal = 0;
            sigwait(&signals, &signal);
            end_waits();
            server.stop();
        });
        server.run();
        pthread_kill(waiting.native_handle(), SIGTERM);  // in case the server has ended by itself
        waiting.join();
    }
};

http::ServerSettings make_server_settings(const Options& options, const Metrics& metrics) {
    http::ServerSettings server;
    server.address = options.address;
    server.port = options.port;
    server.trusted_proxies = options.trusted_proxies;
    server.https = options.uses_https();
    server.body_file_folder = options.temporary_folder();
    server.counters = metrics.server();
    return server;
}

std::string make_printed_address(const Options& options, std::uint16_t port) {
    if (!options.base_url.empty()) return options.base_url;
    const auto& address = options.address;
    const bool is_any = address == "0.0.0.0" || address == "::";
    const auto host = is_any                                   ? "localhost"
                      : address.find(':') == std::string::npos ? address
                                                               : fmt::format("[{}]", address);
    const auto written = fmt::format("http://{}:{}", host, port);
    return parse_origin(written).value_or(written);
}

void print_address(const api::Services& services) {
    const auto is_set_up =
        services.database.read([](database::Transaction& tx) { return accounts::find_account(tx).has_value(); });
    fmt::print("Rollcall is at {}\n", services.address);
    if (!is_set_up) fmt::print("Set it up here: {}/setup#token={}\n", services.address, services.setup_token);
    std::fflush(stdout);
}

void warn_as_root() {
    if (geteuid() != 0) return;
    spdlog::warn("Rollcall runs as root. It needs no rights of root: start it as a user of its own.");
}

}  // namespace

void serve(const Options& options, const std::vector<http::Route>& further) {
    prctl(PR_SET_DUMPABLE, 0);  // no other process of this user reads its memory, and no core dump holds secrets
    mallopt(M_ARENA_MAX, allocator_arenas);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);  // a file at its size limit is an error, not the end of the process
    raise_file_limit();
    StopOnSignal stop_on_signal;
    start_logging(options.log_format);

    const auto web_page = http::load_web_page(options.page);
    storage::create_data_folder(options.data);
    StoredData data(options);
    ServiceParts parts(options, data);
    BackgroundWork background_work(data, parts);
    auto router = build_router(list_routes(), parts.services, options.base_url);
    for (const auto& route : further) router.add(route);
    router.set_fallback(http::make_web_page_handler(web_page));
    UntrustedProxies untrusted_proxies;
    http::Server server(make_server_settings(options, data.metrics), std::move(router),
                        [&](const http::Exchange& exchange) {
                            data.metrics.count_request(exchange);
                            if (exchange.request) untrusted_proxies.warn_of(*exchange.request);
                            log_exchange(options.log_format, exchange);
                        });
    parts.address = make_printed_address(options, server.port());
    background_work.start();
    const ControlSocket control(options.data, [&](std::string_view request) {
        return answer_password_reset(*data.database, data.clock, data.key, request);
    });
    print_address(parts.services);
    notify_service_manager();
    warn_as_root();
    stop_on_signal.run(server, [&parts] { parts.outbox.stop_immediate_deliveries(); });
}

}  // namespace rollcall::app
