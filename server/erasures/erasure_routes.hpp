#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::erasures {

/// GET /erasures
http::Response handle_list_number_erasures(const api::Request& request, api::Services& services);
/// POST /erasures: responds with what was found for a dry run (200), otherwise with the receipt of the erasure (202).
http::Response handle_erase_number(const api::Request& request, api::Services& services);

}  // namespace rollcall::erasures
