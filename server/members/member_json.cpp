#include "members/member_body.hpp"

#include "api/picture_url.hpp"

namespace rollcall::members {

namespace {

using access::Action;

Status status_of(const MemberSummary& member, Time now) {
    if (member.suspended) return Status::suspended;
    if (!member.invitation) return Status::active;
    const auto& expires_at = member.invitation->expires_at;
    return expires_at && *expires_at > now ? Status::invited : Status::invitation_expired;
}

std::optional<InvitationBody> present(const std::optional<Invitation>& invitation) {
    if (!invitation) return std::nullopt;
    if (!invitation->mail) return InvitationBody{invitation->expires_at, {"none", std::nullopt, std::nullopt}};
    return InvitationBody{invitation->expires_at, {invitation->mail_state, invitation->mail_reason, invitation->mail}};
}

std::vector<api::NamedAction> what_is_possible(const MemberSummary& member) {
    std::vector<api::NamedAction> actions{{Action::update_member, "update"},
                                          {Action::set_member_password, "set_password"}};
    if (member.invitation && !member.suspended) actions.push_back({Action::invite_member, "send_invitation"});
    if (member.invitation && member.invitation->expires_at) {
        actions.push_back({Action::invite_member, "revoke_invitation"});
    }
    actions.push_back(member.suspended ? api::NamedAction{Action::restore_member, "restore"}
                                       : api::NamedAction{Action::suspend_member, "suspend"});
    actions.push_back({Action::remove_member, "remove"});
    return actions;
}

}  // namespace

SummaryBody present(const MemberSummary& member, const access::Caller& caller, Time now) {
    return {
        .id = member.id,
        .email = member.email,
        .name = member.name,
        .job_title = member.job_title,
        .role = member.role,
        .status = status_of(member, now),
        .invitation = present(member.invitation),
        .permissions = member.permissions,
        .created_at = member.created_at,
        .last_active_at = member.last_active_at,
        .picture_url = api::picture_url(member.id, member.picture),
        .can = api::names_of_allowed(caller, access::Rights{}, what_is_possible(member)),
        .etag = etag(member.version),
    };
}

MemberBody present(const Member& member, const access::Caller& caller, Time now) {
    return {present(static_cast<const MemberSummary&>(member), caller, now), member.agents, member.companies};
}

}  // namespace rollcall::members
