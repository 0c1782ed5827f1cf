#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::accounts {

/// GET /audit-entries: who did what to whom, and when. The records themselves are of audit/, which lies below the
/// edge; so their route is here, with the rest of the account.
http::Response list_audit_entries(const api::Request& request, api::Services& services);
/// GET /audit-entries.csv
http::Response export_audit_entries(const api::Request& request, api::Services& services);

}  // namespace rollcall::accounts
