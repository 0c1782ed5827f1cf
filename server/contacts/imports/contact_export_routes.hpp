#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /contacts.csv
http::Response handle_export_contacts(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
