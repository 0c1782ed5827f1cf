#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// POST /ingest/{id}
http::Response handle_receive_webhook(const api::Request& request, api::Services& services);
/// The same before the body is read.
http::Response handle_check_webhook_header(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
