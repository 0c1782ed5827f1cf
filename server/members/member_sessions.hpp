#pragma once

#include "access/context.hpp"
#include "identity/session_store.hpp"

namespace rollcall::members {

/// Where a member is signed in. Throws Error::not_found for an unknown member. Who may call: administrators.
database::Page<identity::Session> list_member_sessions(const access::Context& context, const MemberId& id,
                                                       const database::PageRequest& request);

/// Ends all sessions of a member and forgets all devices. Returns how many sessions. Throws Error::not_found, Error
/// confirmation_required. Who may call: administrators.
std::int64_t end_member_sessions(const access::Context& context, const MemberId& id);

/// Ends one session of a member and forgets its device, which may be lost. Throws Error::not_found, also for a session
/// of somebody else, and Error confirmation_required. Who may call: administrators.
void end_member_session(const access::Context& context, const MemberId& id, const SessionId& session);

}  // namespace rollcall::members
