#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::app {

/// GET /health/live: the process responds.
http::Response handle_get_liveness(const api::Request& request, api::Services& services);
/// GET /health/ready: the database can be read and written.
http::Response handle_get_readiness(const api::Request& request, api::Services& services);
/// GET /metrics: counters in the Prometheus text format (version 0.0.4).
http::Response handle_get_metrics(const api::Request& request, api::Services& services);

}  // namespace rollcall::app
