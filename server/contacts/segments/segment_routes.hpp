#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /segments
http::Response handle_list_segments(const api::Request& request, api::Services& services);
/// POST /segments
http::Response handle_create_segment(const api::Request& request, api::Services& services);
/// GET /segments/{id}
http::Response handle_get_segment(const api::Request& request, api::Services& services);
/// PATCH /segments/{id}
http::Response handle_update_segment(const api::Request& request, api::Services& services);
/// DELETE /segments/{id}
http::Response handle_delete_segment(const api::Request& request, api::Services& services);
/// GET /segments/{id}/contacts
http::Response handle_list_segment_contacts(const api::Request& request, api::Services& services);
/// PUT /segments/{id}/contacts
http::Response handle_add_segment_contacts(const api::Request& request, api::Services& services);
/// DELETE /segments/{id}/contacts
http::Response handle_remove_segment_contacts(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
