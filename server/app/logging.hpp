#pragma once

#include "app/options.hpp"
#include "http/server/server.hpp"

namespace rollcall::app {

/// Logs to standard error, as text or as JSON lines.
void start_logging(Options::LogFormat format);

/// One line for each request: request id, method, path, status, time. Queries, headers and bodies, which may contain
/// secrets, are never logged.
void log_exchange(Options::LogFormat format, const http::Exchange& exchange);

}  // namespace rollcall::app
