#include "identity/passwords/own_password.hpp"

#include <tuple>

#include "access/member_row_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "identity/credential_store.hpp"
#include "identity/end_access.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_rules.hpp"
#include "identity/sign_ins/devices.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "identity/sign_ins/sign_in_log.hpp"

namespace rollcall::identity {

namespace {

[[noreturn]] void refuse_current_password() {
    throw Error::invalid("current_password", "This is not your current password.");
}

// Counted for the session, so that a stranger's guesses do not keep a member from changing the password.
SignInAttempt attempt_of(const access::Caller& caller, const Credentials& credentials, const Client& client) {
    return {.email = credentials.email, .client_address = client.address, .session = caller.session};
}

HashRequester requester_of(const access::Caller& caller) { return {.name = caller.session.text(), .is_known = true}; }

/// The caller's credentials. Throws where the guess limit is reached or the new password is not good enough.
Credentials check_new_password(database::Transaction& tx, const access::Caller& caller, const ChangeOwnPassword& input,
                               const Client& client, Time now) {
    auto credentials = find_credentials(tx, caller.member);
    if (!credentials) throw Error::not_signed_in();
    require_within_guess_limit(tx, attempt_of(caller, *credentials, client), now);
    require_good_password(tx, credentials->name, credentials->email, input.password);
    if (compose(input.password) == compose(input.current_password))
        throw Error::invalid("password", "Choose another one than your current password.");
    return *std::move(credentials);
}

/// The form in which it is the caller's password; nothing where it is not. A wrong one is counted, and written to the
/// audit log and the log.
std::optional<PasswordForm> verify_own_password(const access::Context& context, PasswordHasher& passwords,
                                                const Credentials& credentials, std::string_view password,
                                                const Client& client) {
    const auto form = passwords.verify(credentials.password_hash, password, requester_of(context.caller));
    if (form) return form;
    const auto attempt = attempt_of(context.caller, credentials, client);
    const auto failures = context.write([&](database::Transaction& tx, const access::CurrentCaller&) {
        require_within_guess_limit(tx, attempt, context.now());
        insert_failure_rows(tx, attempt, context.now());
        return record_wrong_password(tx, &context.caller, credentials.id, client, context.now());
    });
    if (failures) log_wrong_password(credentials.id, client, *failures);
    return std::nullopt;
}

}  // namespace

NewSession change_own_password(const access::Context& context, PasswordHasher& passwords, const SealingKey& key,
                               const ChangeOwnPassword& input, const Client& client) {
    const auto credentials = context.read([&](database::Transaction& tx) {
        return check_new_password(tx, context.caller, input, client, context.now());
    });
    const auto attempt = attempt_of(context.caller, credentials, client);

    if (!verify_own_password(context, passwords, credentials, input.current_password, client))
        refuse_current_password();

    const auto new_hash = passwords.hash(input.password);
    const auto token = make_token();
    return context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        const auto now = context.now();
        require_within_guess_limit(tx, attempt, now);
        if (!access::replace_member_password(tx, caller.member, credentials.password_hash, new_hash))
            refuse_current_password();
        access::update_member_password(tx, caller.member, new_hash, false);
        end_access(tx, caller.member,
                   input.end_api_tokens.value_or(true) ? AccessEndReason::own_password_change
                                                       : AccessEndReason::own_password_change_but_api_tokens);
        const auto session = insert_session(tx, caller.member, token, client, now);
        // The device is that of the new session, so that it is forgotten when this is ended from elsewhere.
        if (const auto device = find_known_device(tx, caller.member, client, now)) {
            update_device_use(tx, *device, session, now);
        }
        audit::record(tx, now, caller, "password.changed", caller.member.text());
        queue_security_email(tx, key, caller.member, {outbox::EmailKind::password_changed, client}, now);
        return NewSession{token, access::get_current_caller(tx, {.member = caller.member, .session = session})};
    });
}

void confirm_own_password(const access::Context& context, PasswordHasher& passwords, std::string_view password,
                          const Client& client) {
    const auto credentials = context.read([&](database::Transaction& tx) {
        auto found = find_credentials(tx, context.caller.member);
        if (!found) throw Error::not_signed_in();
        require_within_guess_limit(tx, attempt_of(context.caller, *found, client), context.now());
        return *std::move(found);
    });
    const auto form = verify_own_password(context, passwords, credentials, password, client);
    if (!form) throw Error::invalid("password", "This is not your password.");

    const auto& hash = credentials.password_hash;
    const auto new_hash = passwords.renew_hash(hash, *form, password);
    const auto attempt = attempt_of(context.caller, credentials, client);
    context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        require_within_guess_limit(tx, attempt, context.now());
        if (new_hash != hash) std::ignore = access::replace_member_password(tx, caller.member, hash, new_hash);
        update_session_confirmation(tx, caller.session, context.now());
    });
}

}  // namespace rollcall::identity
