#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::accounts {

/// GET /mail: what went out, waits or failed. The queue itself is of outbox/, which lies below the edge; so its routes
/// are here, as those of the audit log are.
http::Response list_mail(const api::Request& request, api::Services& services);
/// GET /mail/{id}: with its text, where it is kept.
http::Response show_mail(const api::Request& request, api::Services& services);

}  // namespace rollcall::accounts
