#pragma once

#include "app/options.hpp"
#include "http/server/server.hpp"

namespace rollcall::app {

/// Logs go to standard error, as text or as JSON lines.
void start_logging(Settings::LogFormat format);

/// One line for each answered request: request id, method, path, status, time. Queries, headers and bodies, which
/// may hold secrets, are never logged.
void log_exchange(Settings::LogFormat format, const http::Exchange& exchange);

}  // namespace rollcall::app
