#include "app/operation_routes.hpp"

#include <fmt/format.h>

#include "api/metrics.hpp"
#include "app/readiness.hpp"
#include "calls/live/live_streams.hpp"
#include "identity/passwords/password_hasher.hpp"

namespace rollcall::app {

namespace {

constexpr auto status_ok = R"({"status":"ok"})";

void add_counter(std::string& text, std::string_view name, std::string_view meaning, std::uint64_t value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, meaning, value);
}

void add_gauge(std::string& text, std::string_view name, std::string_view meaning, std::uint64_t value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, meaning, value);
}

void add_server_counters(std::string& text, const http::Counters& server) {
    add_gauge(text, "rollcall_connections", "Open connections.", server.connections);
    add_gauge(text, "rollcall_request_bytes", "Bytes of requests in memory.", server.request_bytes);
    add_gauge(text, "rollcall_upload_bytes", "Bytes of request bodies in temporary files.", server.body_file_bytes);
    add_counter(text, "rollcall_refused_connections_total", "Connections refused since their client had too many.",
                server.refused_connections);
    add_counter(text, "rollcall_closed_connections_total", "Connections closed to make room for others.",
                server.closed_connections);
    add_counter(text, "rollcall_refused_requests_total",
                "Requests refused since their client had too many at the same time behind a trusted proxy.",
                server.refused_requests);
    add_counter(text, "rollcall_refused_for_room_total", "Requests refused since no memory or place was left.",
                server.refused_for_room);
    add_counter(text, "rollcall_ended_requests_total", "Requests ended while they were read, to make room for others.",
                server.ended_requests);
}

}  // namespace

http::Response handle_get_liveness(const api::Request&, api::Services&) { return http::Response::json(200, status_ok); }

http::Response handle_get_readiness(const api::Request&, api::Services& services) {
    services.readiness.require_ready();
    return http::Response::json(200, status_ok);
}

http::Response handle_get_metrics(const api::Request&, api::Services& services) {
    std::string text;
    text += "# HELP rollcall_build_info The version of the program.\n# TYPE rollcall_build_info gauge\n";
    text += fmt::format("rollcall_build_info{{version=\"{}\"}} 1\n", services.version);
    text += "# HELP rollcall_requests_total Answered requests by class of status.\n";
    text += "# TYPE rollcall_requests_total counter\n";
    for (int status_class = 1; status_class <= 5; ++status_class) {
        text += fmt::format("rollcall_requests_total{{status=\"{}xx\"}} {}\n", status_class,
                            services.metrics.requests(status_class));
    }
    add_counter(text, "rollcall_password_hashes_total", "Password hashes computed.", services.passwords.count());
    add_server_counters(text, *services.metrics.server());
    add_gauge(text, "rollcall_live_streams", "Open live streams.", services.live_streams.count());
    const auto written = services.database.writer_state();
    add_counter(text, "rollcall_database_writes_total", "Writes to the database.", written.writes);
    add_counter(text, "rollcall_database_write_statements_total", "Statements in writes to the database.",
                written.statements);
    auto response = http::Response::text(200, std::move(text));
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
}

}  // namespace rollcall::app
