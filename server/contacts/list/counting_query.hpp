#pragma once

#include "api/request.hpp"
#include "contacts/list/contact_count_store.hpp"

namespace rollcall::contacts {

/// How a request asks for contacts to be counted: exactly with `count=exact`, otherwise about. Throws Error::invalid
/// for any other query.
Counting read_counting(const api::Request& request);

}  // namespace rollcall::contacts
