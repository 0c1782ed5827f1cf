#pragma once

#include "access/caller.hpp"

namespace rollcall::access {

/// Throws Error not_for_api_tokens for an API token, and Error confirmation_required unless the caller has given his or
/// her own password in this session within `confirmation_lifetime` before `now`. Asked before what would let somebody
/// who found an open browser stay: API tokens, administrators, other members' passwords, the end of other sessions,
/// fewer emails about security, and the erasure of a phone number.
void require_confirmation(const Caller& caller, Time now);

}  // namespace rollcall::access
