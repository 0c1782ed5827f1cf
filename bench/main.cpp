// Rollcall as it is served, with one route more: /bench/fixed answers a fixed body on the same pool, as the reference
// for what the real routes cost. It has no guard and touches no database. Ended by a signal, without ceremony.
#include <fmt/format.h>
#include <malloc.h>

#include <cstdio>
#include <exception>
#include <filesystem>

#include "app/dispatch.hpp"
#include "app/logging.hpp"
#include "app/routes.hpp"
#include "app/settings.hpp"
#include "core/random.hpp"
#include "http/page.hpp"
#include "http/server.hpp"
#include "identity/password_hasher.hpp"

namespace rollcall {

namespace {

/// As long as what GET /api/v1/session answers an administrator.
http::Response answer_fixed(const http::Request&) {
    static const auto body = fmt::format(R"({{"fixed":"{}"}})", std::string(500, 'x'));
    return http::Response::json(200, body);
}

void serve_with_fixed_route(const app::Settings& settings) {
    mallopt(M_ARENA_MAX, 2);  // as app/serve.cpp
    app::start_logging(settings.log_format);
    const SystemClock clock;
    const auto database = database::open_sqlite((settings.data / "rollcall.db").string(), clock);
    identity::PasswordHasher passwords;
    api::Metrics metrics;
    api::Services services{*database, clock, passwords, metrics, make_token(), settings.https()};

    auto router = app::guarded(app::routes(), services, settings.base_url);
    router.add({http::Method::get, "/bench/fixed", answer_fixed});
    http::ServerSettings server_settings;
    server_settings.port = settings.port;
    http::Server server(server_settings, std::move(router), [&](const http::Exchange& exchange) {
        metrics.count_request(exchange.status);
        app::log_exchange(settings.log_format, exchange);
    });
    fmt::print("Rollcall is at http://127.0.0.1:{0}\nSet it up here: http://127.0.0.1:{0}/setup#token={1}\n",
               server.port(), services.setup_token);
    std::fflush(stdout);
    server.run();
}

}  // namespace

}  // namespace rollcall

int main(int count, char** arguments) {
    try {
        rollcall::serve_with_fixed_route(rollcall::app::read_command_line(count, arguments).settings);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall_bench: {}\n", error.what());
    } catch (const rollcall::app::Exit& exit) {
        fmt::print(stderr, "{}\n", exit.message);
    }
    return 1;
}
