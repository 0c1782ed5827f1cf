#include "identity/own_password.hpp"

#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "identity/credential_store.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_rules.hpp"
#include "identity/reset_store.hpp"

namespace rollcall::identity {

namespace {

[[noreturn]] void refuse_current_password() {
    throw Error::invalid("current_password", "This is not your current password.");
}

// The caller's credentials, if they may guess at all and the new password is good enough.
Credentials checked_credentials(database::Transaction& tx, const access::Caller& caller, const ChangeOwnPassword& input,
                                const Client& client, Time now) {
    auto credentials = find_by_member(tx, caller.member);
    if (!credentials) throw Error::not_signed_in();
    refuse_beyond_limit(tx, {.email = credentials->email, .client_address = client.address}, now);
    const PasswordOwner owner{.name = credentials->name,
                              .email = credentials->email,
                              .minimum_length = accounts::get(tx).minimum_password_length};
    if (auto problem = password_problem(input.password, owner)) throw Error::invalid("password", *std::move(problem));
    if (input.password == input.current_password)
        throw Error::invalid("password", "Choose another one than your current password.");
    return *std::move(credentials);
}

}  // namespace

NewSession change_own_password(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                               const access::Caller& caller, const ChangeOwnPassword& input, const Client& client) {
    const auto credentials = database.read(
        [&](database::Transaction& tx) { return checked_credentials(tx, caller, input, client, clock.now()); });
    const Guess guess{.email = credentials.email, .client_address = client.address};

    if (!passwords.verify(credentials.password_hash, input.current_password)) {
        database.write([&](database::Transaction& tx) {
            refuse_beyond_limit(tx, guess, clock.now());
            record_failure(tx, guess, clock.now());
        });
        refuse_current_password();
    }

    const auto new_hash = passwords.hash(input.password);
    const auto token = make_token();
    return database.write([&](database::Transaction& tx) {
        refuse_beyond_limit(tx, guess, clock.now());
        const auto member = access::get_current_caller(tx, caller).member;
        if (replace_password_hash(tx, member, credentials.password_hash, new_hash) != PasswordSet::yes) {
            refuse_current_password();
        }
        set_password_hash(tx, member, new_hash, false);
        delete_sessions(tx, member);
        delete_resets(tx, member);
        const auto session = insert_session(tx, member, token, client, clock.now());
        audit::record(tx, clock.now(), member, "password.changed", member.text());
        return NewSession{token, access::get_current_caller(tx, {.member = member, .session = session})};
    });
}

}  // namespace rollcall::identity
