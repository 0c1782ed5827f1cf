#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::accounts {

/// GET /mail: emails that are queued, sent, kept or failed. The routes are here because outbox/ does not know HTTP.
http::Response handle_list_mail(const api::Request& request, api::Services& services);
/// GET /mail/{id}: with its text, if it is kept in the folder.
http::Response handle_get_mail(const api::Request& request, api::Services& services);

}  // namespace rollcall::accounts
