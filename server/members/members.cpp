#include "members/members.hpp"

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "members/administration.hpp"
#include "members/member_assignments.hpp"

namespace rollcall::members {

namespace {

using access::Action;

MemberSummary checked_member(const CreateMember& input, int minimum_password_length, Time now) {
    FieldCheck check;
    MemberSummary member{
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
    const identity::PasswordOwner owner{
        .name = member.name, .email = member.email, .minimum_length = minimum_password_length};
    if (auto problem = identity::password_problem(input.password, owner)) check.fail("password", *std::move(problem));
    check.finish();
    return member;
}

}  // namespace

Member create_member(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                     const access::Caller& caller, const CreateMember& input) {
    const auto account = database.read([&](database::Transaction& tx) { return accounts::get(tx); });
    const auto member = checked_member(input, account.minimum_password_length, clock.now());
    const auto password_hash = passwords.hash(input.password);

    return database.write([&](database::Transaction& tx) {
        access::require(access::current(tx, caller), Action::create_members);
        require_grantable(tx, {}, member.permissions);

        if (insert(tx, member, password_hash) == Inserted::email_taken) {
            throw Error(ErrorCode::email_taken, "This person is already a member.",
                        {{"email", "This person is already a member."}});
        }
        assign_agents(tx, member.id, input.agent_ids);
        assign_companies(tx, member.id, input.company_ids);
        audit::record(tx, clock.now(), caller.member, "member.created", member.id.text());
        return find(tx, member.id).value();
    });
}

}  // namespace rollcall::members
