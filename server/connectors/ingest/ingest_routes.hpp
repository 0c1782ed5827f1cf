#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// POST /ingest/{id}
http::Response ingest(const api::Request& request, api::Services& services);
/// The same with the header alone.
http::Response admit(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
