#include "members/new_member.hpp"

#include "core/error.hpp"
#include "members/administration.hpp"
#include "members/member_assignments.hpp"

namespace rollcall::members {

MemberSummary checked_member(FieldCheck& check, const NewMember& input, Time now) {
    return {
        .id = MemberId::make(now),
        .email = check.email("email", input.email),
        .name = check.name("name", input.name),
        .job_title = check.optional_line("job_title", input.job_title),
        .role = input.role,
        .permissions = input.permissions,
        .created_at = now,
        .last_active_at = std::nullopt,
        .version = 1,
    };
}

void insert_with_assignments(database::Transaction& tx, const MemberSummary& member, const NewMember& input,
                             const std::string& password_hash) {
    require_grantable(tx, {}, member.permissions);
    if (insert(tx, member, password_hash) == Inserted::email_taken) {
        throw Error(ErrorCode::email_taken, "This person is already a member.",
                    {{"email", "This person is already a member."}});
    }
    assign_agents(tx, member.id, input.agent_ids);
    assign_companies(tx, member.id, input.company_ids);
}

}  // namespace rollcall::members
