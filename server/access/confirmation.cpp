#include "access/confirmation.hpp"

#include "access/decision.hpp"
#include "access/session_limits.hpp"
#include "core/error.hpp"

namespace rollcall::access {

void require_confirmation(const Caller& caller, Time now) {
    if (caller.uses_api_token()) throw_not_for_api_tokens();
    // A confirmation that is dated in the future, after the clock was set back, does not count for longer either.
    const bool is_recent = std::chrono::abs(now - caller.confirmed_at) < confirmation_lifetime;
    if (is_recent) return;
    throw Error(ErrorCode::confirmation_required, "Enter your own password again to do this.");
}

}  // namespace rollcall::access
