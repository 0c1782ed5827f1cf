#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /calls: a page of the calls in sight, the newest first.
http::Response list_calls(const api::Request& request, api::Services& services);
/// GET /calls.csv: all of them. Asks again before each piece.
http::Response export_calls(const api::Request& request, api::Services& services);
/// GET /calls/{id}.
http::Response show_call(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
