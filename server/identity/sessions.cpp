#include "identity/sessions.hpp"

#include <spdlog/spdlog.h>

#include <tuple>
#include <utility>

#include "access/confirmation.hpp"
#include "access/member_row_store.hpp"
#include "core/error.hpp"
#include "core/network.hpp"
#include "core/random.hpp"
#include "identity/credential_store.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/identity_limits.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/sign_ins/devices.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "identity/sign_ins/sign_in_log.hpp"

namespace rollcall::identity {

namespace {

[[noreturn]] void refuse_credentials() { throw Error(ErrorCode::wrong_credentials, "Wrong email or password."); }

HashRequester requester_of(const SignInAttempt& attempt) {
    if (attempt.known_device) return {.name = attempt.known_device->text(), .is_known = true};
    return {.name = network_of(attempt.client_address), .is_known = false};
}

}  // namespace

NewSession sign_in(database::Database& database, const Clock& clock, PasswordHasher& passwords, const SealingKey& key,
                   const SignIn& input, const Client& client, const std::optional<access::Caller>& former) {
    SignInAttempt attempt{.email = input.email, .client_address = client.address};
    const auto credentials = database.read([&](database::Transaction& tx) {
        auto found = find_credentials_by_email(tx, input.email);
        attempt.known_device = find_known_device(tx, found ? found->id : MemberId(), client, clock.now());
        require_within_guess_limit(tx, attempt, clock.now());
        return found;
    });

    // A suspended member, and one who has yet to accept, are answered like a wrong password, after the same work.
    const auto known_hash = credentials && !credentials->is_suspended() && credentials->has_password()
                                ? std::optional(credentials->password_hash)
                                : std::nullopt;
    const auto form = passwords.verify(known_hash, input.password, requester_of(attempt));
    if (!form) {
        std::optional<MemberId> member;
        const auto failures = database.write([&](database::Transaction& tx) {
            require_within_guess_limit(tx, attempt, clock.now());
            insert_failure_rows(tx, attempt, clock.now());
            // Removed meanwhile: nothing is recorded of a person who is gone.
            const bool is_there = credentials && find_credentials(tx, credentials->id);
            member = is_there ? std::optional(credentials->id) : std::nullopt;
            return record_wrong_password(tx, nullptr, member, client, clock.now());
        });
        if (failures) log_wrong_password(member, client, *failures);
        refuse_credentials();
    }

    const auto hash = passwords.renew_hash(*known_hash, *form, input.password);
    const auto token = make_token();
    auto started = database.write([&](database::Transaction& tx) {
        const auto now = clock.now();
        require_within_guess_limit(tx, attempt, now);
        if (!access::replace_member_password(tx, credentials->id, *known_hash, hash)) refuse_credentials();
        if (!attempt.known_device && credentials->last_active_at) {
            queue_security_email(tx, key, credentials->id, {outbox::EmailKind::new_device, client}, now);
        }
        end_former_session(tx, former, now);
        const auto session = insert_session(tx, credentials->id, token, client, now);
        const auto caller = access::get_current_caller(tx, {.member = credentials->id, .session = session});
        record_sign_in(tx, caller, client, !attempt.known_device, now);
        return NewSession{token, caller, remember_device(tx, credentials->id, session, client, now)};
    });
    log_sign_in(started.caller, client);
    return started;
}

void end_former_session(database::Transaction& tx, const std::optional<access::Caller>& former, Time now) {
    if (!former || former->uses_api_token() || !find_session_user_agent(tx, former->session)) return;
    record_sign_out(tx, *former, former->session, now);
    std::ignore = delete_session_row(tx, former->member, former->session);
}

namespace {

void record_activity(database::Database& database, const access::AuthenticatedCaller& found, Time now) {
    if (std::chrono::abs(now - found.last_active_at) < last_use_resolution) return;
    try {
        database.write(
            [&](database::Transaction& tx) { update_activity(tx, found.caller.member, found.caller.session, now); });
    } catch (const Error& error) {
        // Requests that read are still answered while the disk is full.
        spdlog::warn("activity was not recorded: {}", error.detail());
    }
}

}  // namespace

std::optional<HeldSession> authenticate_session(database::Database& database, const Clock& clock,
                                                std::span<const std::string_view> tokens) {
    const auto now = clock.now();
    for (std::size_t position = 0; position < tokens.size(); ++position) {
        const auto token_hash = hash_token(tokens[position]);
        auto found = database.read_statement(
            [&](database::Transaction& tx) { return access::find_caller_by_session(tx, token_hash, now); });
        if (!found) continue;
        record_activity(database, *found, now);
        return HeldSession{std::move(found->caller), position};
    }
    return std::nullopt;
}

void end_session(const access::Context& context, const SessionId& session) {
    context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        if (session != caller.session) access::require_confirmation(caller, context.now());
        record_sign_out(tx, caller, session, context.now());
        if (!delete_session_row(tx, caller.member, session)) throw Error::not_found();
        if (session != caller.session) delete_device_row_of_session(tx, caller.member, session);
    });
    session == context.caller.session ? log_sign_out(context.caller) : log_other_session_end(context.caller);
}

void end_all_sessions(const access::Context& context) {
    context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        access::require_confirmation(caller, context.now());
        record_end_of_all_sessions(tx, caller, context.now());
        delete_session_rows(tx, caller.member);
        delete_device_rows(tx, caller.member);
    });
    log_end_of_all_sessions(context.caller);
}

}  // namespace rollcall::identity
