#include "identity/end_access.hpp"

#include <stdexcept>

#include "identity/api_token_store.hpp"
#include "identity/passwords/reset_request_store.hpp"
#include "identity/passwords/reset_store.hpp"
#include "identity/session_store.hpp"
#include "identity/sign_ins/device_store.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::identity {

namespace {

struct Ending {
    bool sessions;
    bool devices;
    bool api_tokens;
    bool reset_links;
    bool invitation_link;
};

// A member who is no administrator any more cannot have API tokens, and goes on with the sessions. An administrator
// ends sessions because a device may be lost. Devices stay known when members choose a new password themselves: others
// may be guessing at the old one.
Ending ending_for(AccessEndReason reason) {
    switch (reason) {
        case AccessEndReason::own_password_change:
        case AccessEndReason::password_reset:
            return {
                .sessions = true, .devices = false, .api_tokens = true, .reset_links = true, .invitation_link = false};
        case AccessEndReason::own_password_change_but_api_tokens:
            return {
                .sessions = true, .devices = false, .api_tokens = false, .reset_links = true, .invitation_link = false};
        case AccessEndReason::sessions_ended:
            return {
                .sessions = true, .devices = true, .api_tokens = false, .reset_links = false, .invitation_link = false};
        case AccessEndReason::demotion:
            return {
                .sessions = false, .devices = false, .api_tokens = true, .reset_links = true, .invitation_link = false};
        case AccessEndReason::password_set:
        case AccessEndReason::suspension:
        case AccessEndReason::removal:
            return {
                .sessions = true, .devices = true, .api_tokens = true, .reset_links = true, .invitation_link = true};
    }
    throw std::logic_error("access ends for no known reason");
}

}  // namespace

EndedAccess end_access(database::Transaction& tx, const MemberId& member, AccessEndReason reason) {
    const auto ending = ending_for(reason);
    EndedAccess ended;
    if (ending.sessions) ended.sessions = delete_session_rows(tx, member);
    if (ending.api_tokens) ended.api_tokens = delete_api_token_rows(tx, member);
    if (ending.devices) delete_device_rows(tx, member);
    if (ending.reset_links) {
        delete_reset_rows(tx, member);
        outbox::withdraw_emails(tx, outbox::EmailKind::password_reset, member);
    }
    return ended;
}

std::int64_t end_restored_access(database::Transaction& tx) {
    delete_all_session_rows(tx);
    delete_all_device_rows(tx);
    delete_all_reset_rows(tx);
    delete_all_reset_request_rows(tx);
    return count_api_tokens(tx);
}

bool ends_invitation_link(AccessEndReason reason) { return ending_for(reason).invitation_link; }

}  // namespace rollcall::identity
