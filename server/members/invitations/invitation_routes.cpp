#include "members/invitations/invitation_routes.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "api/respond.hpp"
#include "identity/session_response.hpp"
#include "members/invitations/acceptance.hpp"
#include "members/invitations/invitations.hpp"
#include "members/member_json.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::members {

BOOST_DESCRIBE_STRUCT(AcceptInvitation, (), (token, password))

namespace {

struct InviteAgainBody {
    bool send;
};
BOOST_DESCRIBE_STRUCT(InviteAgainBody, (), (send))

struct LinkTokenBody {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkTokenBody, (), (token))

enum class LinkState { open, expired };
BOOST_DESCRIBE_ENUM(LinkState, open, expired)

struct OpenedBody {
    LinkState state;
    std::string account_name;
    std::optional<std::string> invited_by;
    std::optional<std::string> name;
    std::optional<std::string> email;
    int minimum_password_length;
    bool sends_mail;
};
BOOST_DESCRIBE_STRUCT(OpenedBody, (),
                      (state, account_name, invited_by, name, email, minimum_password_length, sends_mail))

// An expired link does not work any more, so it does not show names either.
OpenedBody present_opened(const OpenedInvitation& invitation, bool sends_mail) {
    OpenedBody body{LinkState::expired, invitation.account_name, {}, {}, {}, invitation.minimum_password_length,
                    sends_mail};
    if (invitation.is_expired) return body;
    body.state = LinkState::open;
    body.invited_by = invitation.inviter_name;
    body.name = invitation.name;
    body.email = invitation.email;
    return body;
}

}  // namespace

http::Response handle_invite_member_again(const api::Request& request, api::Services& services) {
    const auto hand_over = request.body<InviteAgainBody>().send ? HandOver::by_email : HandOver::by_hand;
    const auto link = invite_member_again(request.context(services), services.key, request.id<MemberId>(), hand_over);
    if (hand_over == HandOver::by_hand) {
        return api::respond_ok(present_invitation_link(services.address, link));
    }
    services.outbox.wake();
    return api::respond_ok(InvitationLinkBody{std::nullopt, link.expires_at});
}

http::Response handle_revoke_invitation(const api::Request& request, api::Services& services) {
    revoke_invitation(request.context(services), request.id<MemberId>(), request.expected_version());
    return http::Response::no_content();
}

http::Response handle_look_up_invitation(const api::Request& request, api::Services& services) {
    const auto body = request.body<LinkTokenBody>();
    const auto invitation = look_up_invitation(services.database, services.clock, body.token);
    return api::respond_ok(present_opened(invitation, services.sends_mail));
}

http::Response handle_accept_invitation(const api::Request& request, api::Services& services) {
    const auto input = request.body<AcceptInvitation>();
    return identity::respond_with_new_session(
        request, services,
        accept_invitation(services.database, services.clock, services.passwords, input,
                          identity::read_client(request, services), request.find_caller()));
}

http::Response handle_renew_invitation(const api::Request& request, api::Services& services) {
    const auto body = request.body<LinkTokenBody>();
    renew_invitation(services.database, services.clock, services.key, body.token,
                     identity::read_client(request, services));
    services.outbox.wake();
    return api::respond_accepted();
}

}  // namespace rollcall::members
