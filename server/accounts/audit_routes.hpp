#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::accounts {

/// GET /audit-entries: who did what to whom, and when. The route is here because audit/ does not know HTTP.
http::Response handle_list_audit_entries(const api::Request& request, api::Services& services);
/// GET /audit-entries.csv
http::Response handle_export_audit_entries(const api::Request& request, api::Services& services);

}  // namespace rollcall::accounts
