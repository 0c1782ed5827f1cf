#include "members/member_body.hpp"

namespace rollcall::members {

namespace {

std::vector<std::string_view> what_can_be_done(const MemberSummary& member, const access::Caller& caller) {
    using access::Action;
    const api::NamedAction suspension = member.suspended ? api::NamedAction{Action::restore_member, "restore"}
                                                         : api::NamedAction{Action::suspend_member, "suspend"};
    return api::names_of_allowed(caller, access::Relation::none,
                                 {{Action::update_member, "update"},
                                  {Action::set_member_password, "set_password"},
                                  suspension,
                                  {Action::remove_member, "remove"}});
}

}  // namespace

SummaryBody present(const MemberSummary& member, const access::Caller& caller) {
    return {
        .id = member.id,
        .email = member.email,
        .name = member.name,
        .job_title = member.job_title,
        .role = member.role,
        .status = member.suspended ? Status::suspended : Status::active,
        .permissions = member.permissions,
        .created_at = member.created_at,
        .last_active_at = member.last_active_at,
        .can = what_can_be_done(member, caller),
        .etag = etag(member.version),
    };
}

MemberBody present(const Member& member, const access::Caller& caller) {
    return {present(static_cast<const MemberSummary&>(member), caller), member.agents, member.companies};
}

}  // namespace rollcall::members
