#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /calls: a page of the calls in the caller's scope, the newest first.
http::Response handle_list_calls(const api::Request& request, api::Services& services);
/// GET /calls/count: how many match, up to `max_counted_calls`.
http::Response handle_count_calls(const api::Request& request, api::Services& services);
/// GET /calls/days
http::Response handle_count_calls_per_day(const api::Request& request, api::Services& services);
/// GET /calls/{id}/neighbours: the calls beside it in a list.
http::Response handle_find_call_neighbours(const api::Request& request, api::Services& services);
/// GET /calls.csv: all of them. Checks the caller's rights again before each chunk.
http::Response handle_export_calls(const api::Request& request, api::Services& services);
/// GET /calls/{id}
http::Response handle_get_call(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
