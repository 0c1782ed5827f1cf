#include "app/operation_routes.hpp"

#include "app/metrics/metrics.hpp"
#include "app/readiness.hpp"

namespace rollcall::app {

namespace {

constexpr auto status_ok = R"({"status":"ok"})";

}  // namespace

http::Response handle_get_liveness(const api::Request&, api::Services&) { return http::Response::json(200, status_ok); }

http::Response handle_get_readiness(const api::Request&, api::Services& services) {
    services.readiness.require_ready();
    return http::Response::json(200, status_ok);
}

http::Response handle_get_metrics(const api::Request&, api::Services& services) {
    auto response = http::Response::text(200, services.metrics.write(services));
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
}

}  // namespace rollcall::app
