#include "members/members.hpp"

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "members/new_member.hpp"

namespace rollcall::members {

Member create_member(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                     const access::Caller& caller, const NewMember& input, const std::string& password) {
    const auto account = database.read([&](database::Transaction& tx) { return accounts::get(tx); });
    FieldCheck check;
    const auto member = checked_member(check, input, clock.now());
    const identity::PasswordOwner owner{
        .name = member.name, .email = member.email, .minimum_length = account.minimum_password_length};
    if (auto problem = identity::password_problem(password, owner)) check.fail("password", *std::move(problem));
    check.finish();
    const auto password_hash = passwords.hash(password);

    return database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), access::Action::create_members);

        insert_with_assignments(tx, member, input, password_hash);
        audit::record(tx, clock.now(), caller.member, "member.created", member.id.text());
        return find(tx, member.id).value();
    });
}

}  // namespace rollcall::members
