#include "members/member_sessions.hpp"

#include "access/confirmation.hpp"
#include "core/error.hpp"
#include "identity/sign_ins/device_store.hpp"
#include "members/members.hpp"

namespace rollcall::members {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

database::Page<identity::Session> list_member_sessions(const access::Context& context, const MemberId& id,
                                                       const database::PageRequest& request) {
    access::require(context.caller, Action::view_members);
    return context.read([&](Transaction& tx) {
        if (!find_member_summary(tx, id)) throw Error::not_found();
        return identity::list_sessions(tx, id, request, context.now());
    });
}

std::int64_t end_member_sessions(const access::Context& context, const MemberId& id) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_member(tx, caller, Action::end_member_sessions, id);
        access::require_confirmation(caller, context.now());
        const auto ended = end_member_access(tx, id, identity::AccessEndReason::sessions_ended);
        audit::record(tx, context.now(), caller, "member.sessions_ended", id.text());
        return ended.sessions;
    });
}

void end_member_session(const access::Context& context, const MemberId& id, const SessionId& session) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_member(tx, caller, Action::end_member_sessions, id);
        access::require_confirmation(caller, context.now());
        if (!identity::delete_session_row(tx, id, session)) throw Error::not_found();
        identity::delete_device_row_of_session(tx, id, session);
        audit::record(tx, context.now(), caller, "member.session_ended", id.text());
    });
}

}  // namespace rollcall::members
