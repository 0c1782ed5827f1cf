#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// POST /contacts/bulk
http::Response handle_change_contacts_in_bulk(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
