#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// POST /contacts/{id}/merge
http::Response handle_merge_contact(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
