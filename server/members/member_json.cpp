#include "members/member_json.hpp"

#include "api/picture_url.hpp"

namespace rollcall::members {

namespace {

using access::Action;

std::optional<InvitationBody> present_invitation(const InvitationState& invitation) {
    if (!invitation.is_pending) return std::nullopt;
    if (!invitation.mail_state) return InvitationBody{invitation.expires_at, {"none", {}, {}}};
    return InvitationBody{invitation.expires_at,
                          {enum_name(*invitation.mail_state), invitation.mail_reason, invitation.mail_id}};
}

MemberAccessBody present_access(const MemberSummary& member) {
    if (member.role == access::Role::administrator) return {.all_agents = true};
    const auto& [agents, companies, first, second] = member.assignments;
    MemberAccessBody access{.company_count = companies, .agent_count = agents};
    for (const auto& name : {first, second}) {
        if (name) access.companies.push_back(*name);
    }
    return access;
}

std::vector<api::NamedAction> actions_on_member(const MemberSummary& member, bool is_own) {
    std::vector<api::NamedAction> actions{{Action::update_member, "update"},
                                          {Action::set_member_password, "set_password"}};
    if (member.invitation.is_pending && !member.is_suspended) {
        actions.push_back({Action::invite_member, "send_invitation"});
    }
    if (member.invitation.expires_at) actions.push_back({Action::invite_member, "revoke_invitation"});
    // One's own are ended in the profile.
    if (!member.is_suspended && !member.invitation.is_pending && !is_own)
        actions.push_back({Action::end_member_sessions, "end_sessions"});
    actions.push_back(member.is_suspended ? api::NamedAction{Action::restore_member, "restore"}
                                          : api::NamedAction{Action::suspend_member, "suspend"});
    actions.push_back({Action::remove_member, "remove"});
    return actions;
}

}  // namespace

InvitationLinkBody present_invitation_link(std::string_view address, const InvitationLink& link) {
    return {invitation_url(address, link.token), link.expires_at};
}

MemberSummaryBody present_member_summary(const MemberSummary& member, const access::Caller& caller, Time now) {
    return {
        .id = member.id,
        .email = member.email,
        .name = member.name,
        .job_title = member.job_title,
        .role = member.role,
        .status = member_status(member, now),
        .invitation = present_invitation(member.invitation),
        .permissions = member.permissions,
        .access = present_access(member),
        .created_at = member.created_at,
        .last_active_at = member.last_active_at,
        .picture_url = api::picture_url(member.id, member.picture),
        .can = api::list_allowed_actions(caller, access::rights_on_member(member.role),
                                         actions_on_member(member, member.id == caller.member)),
        .etag = etag(member.version),
    };
}

MemberBody present_member(const Member& member, const access::Caller& caller, Time now) {
    return {present_member_summary(member, caller, now), member.agents, member.companies};
}

}  // namespace rollcall::members
