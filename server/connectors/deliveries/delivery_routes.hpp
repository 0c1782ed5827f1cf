#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// GET /connections/{id}/deliveries: the newest 100, without pages.
http::Response handle_list_deliveries(const api::Request& request, api::Services& services);
/// GET /connections/{id}/deliveries/{delivery}
http::Response handle_get_delivery(const api::Request& request, api::Services& services);
/// POST /connections/{id}/deliveries/{delivery}/replay
http::Response handle_replay_delivery(const api::Request& request, api::Services& services);
/// POST /connections/{id}/test-event
http::Response handle_send_test_event(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
