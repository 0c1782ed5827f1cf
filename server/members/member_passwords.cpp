#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "identity/api_token_store.hpp"
#include "identity/credential_store.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "identity/reset_store.hpp"
#include "identity/session_store.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/members.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::members {

namespace {

void require_good_password(database::Transaction& tx, const MemberId& id, const std::string& password) {
    const auto member = find(tx, id);
    if (!member) throw Error::not_found();
    const identity::PasswordOwner owner{
        .name = member->name, .email = member->email, .minimum_length = accounts::get(tx).minimum_password_length};
    if (auto problem = identity::password_problem(password, owner)) {
        throw Error::invalid("password", *std::move(problem));
    }
}

}  // namespace

void set_password(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                  const access::Caller& caller, const MemberId& id, const ExpectedVersion& expected,
                  const SetPassword& input) {
    database.read([&](database::Transaction& tx) { require_good_password(tx, id, input.password); });
    const auto hash = passwords.hash(input.password);

    database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), access::Action::set_member_password);
        const auto member = find(tx, id);
        if (!member) throw Error::not_found();
        expected.require(member->version);

        identity::set_password_hash(tx, id, hash, input.must_change);
        identity::delete_sessions(tx, id);
        identity::delete_api_tokens(tx, id);
        identity::delete_resets(tx, id);
        delete_invitation(tx, id);
        outbox::withdraw(tx, outbox::Kind::invitation, id);
        audit::record(tx, clock.now(), caller.member, "password.set", id.text());
    });
}

}  // namespace rollcall::members
