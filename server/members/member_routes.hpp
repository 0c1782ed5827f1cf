#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// GET /members
http::Response list_members(const api::Request& request, api::Services& services);
/// GET /members.csv
http::Response export_members(const api::Request& request, api::Services& services);
/// POST /members
http::Response create(const api::Request& request, api::Services& services);
/// GET /members/{id}
http::Response show(const api::Request& request, api::Services& services);
/// PATCH /members/{id}
http::Response update(const api::Request& request, api::Services& services);
/// DELETE /members/{id}: answers the receipt.
http::Response remove(const api::Request& request, api::Services& services);
/// POST /members/{id}/changes: what PATCH with this body would change.
http::Response preview(const api::Request& request, api::Services& services);
/// PUT /members/{id}/password
http::Response set_password(const api::Request& request, api::Services& services);
/// PUT /members/{id}/suspension
http::Response suspend(const api::Request& request, api::Services& services);
/// DELETE /members/{id}/suspension
http::Response restore(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
