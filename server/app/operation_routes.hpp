#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::app {

/// GET /health/live: the process answers.
http::Response show_liveness(const api::Request& request, api::Services& services);
/// GET /health/ready: the database can be read and written.
http::Response show_readiness(const api::Request& request, api::Services& services);
/// GET /metrics: counters in the Prometheus text format (version 0.0.4).
http::Response show_metrics(const api::Request& request, api::Services& services);

}  // namespace rollcall::app
