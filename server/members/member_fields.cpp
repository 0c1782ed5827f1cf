#include "members/member_fields.hpp"

namespace rollcall::members {

access::MemberRow new_member(const NewMember& input, FieldCheck& check, Time now) {
    return {
        .id = MemberId::make(now),
        .email = check.email("email", input.email),
        .name = check.name("name", input.name),
        .job_title = check.optional_line("job_title", input.job_title),
        .role = input.role,
        .permissions = input.permissions,
        .created_at = now,
    };
}

Member changed_member(const Member& member, const UpdateMember& input) {
    auto changed = member;
    FieldCheck check;
    if (input.name.is_present()) changed.name = check.name("name", input.name.value().value_or(""));
    if (input.job_title.is_present()) changed.job_title = check.optional_line("job_title", input.job_title.value());
    changed.role = input.role.value_or(member.role);
    for (const auto& [permission, on] : input.permissions) {
        changed.permissions = changed.permissions.with(permission, on);
    }
    if (input.agent_ids) changed.agents = sort_without_duplicates(*input.agent_ids);
    if (input.company_ids) changed.companies = sort_without_duplicates(*input.company_ids);
    check.finish();
    return changed;
}

}  // namespace rollcall::members
