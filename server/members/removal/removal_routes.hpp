#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::members {

/// DELETE /members/{id}: responds with the receipt.
http::Response handle_remove_member(const api::Request& request, api::Services& services);

}  // namespace rollcall::members
