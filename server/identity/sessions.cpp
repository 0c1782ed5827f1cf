#include "identity/sessions.hpp"

#include <spdlog/spdlog.h>

#include "core/error.hpp"
#include "core/random.hpp"
#include "identity/credential_store.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/password_hasher.hpp"

namespace rollcall::identity {

namespace {

constexpr auto activity_resolution = std::chrono::minutes(1);

[[noreturn]] void refuse_credentials() {
    throw Error(ErrorCode::wrong_credentials, "This e-mail address and password do not fit.");
}

// With today's parameters, where those of the stored hash are of another day.
std::string up_to_date_hash(PasswordHasher& passwords, const std::string& hash, std::string_view password) {
    return passwords.needs_rehash(hash) ? passwords.hash(password) : hash;
}

}  // namespace

NewSession sign_in(database::Database& database, const Clock& clock, PasswordHasher& passwords, const SignIn& input,
                   const Client& client) {
    const Guess guess{.email = input.email, .client_address = client.address};
    const auto credentials = database.read([&](database::Transaction& tx) {
        refuse_beyond_limit(tx, guess, clock.now());
        return find_by_email(tx, input.email);
    });

    // A suspended member, and one who has yet to accept, are answered like a wrong password, after the same work.
    const auto known_hash = credentials && !credentials->suspended && credentials->has_password()
                                ? std::optional(credentials->password_hash)
                                : std::nullopt;
    if (!passwords.verify(known_hash, input.password)) {
        database.write([&](database::Transaction& tx) {
            refuse_beyond_limit(tx, guess, clock.now());
            record_failure(tx, guess, clock.now());
        });
        refuse_credentials();
    }

    const auto hash = up_to_date_hash(passwords, *known_hash, input.password);
    const auto token = make_token();
    return database.write([&](database::Transaction& tx) {
        refuse_beyond_limit(tx, guess, clock.now());
        if (replace_password_hash(tx, credentials->member, *known_hash, hash) != PasswordSet::yes) refuse_credentials();
        const auto session = insert_session(tx, credentials->member, token, client, clock.now());
        return NewSession{token, access::get_current_caller(tx, {.member = credentials->member, .session = session})};
    });
}

std::optional<access::Caller> authenticate(database::Database& database, const Clock& clock, std::string_view token) {
    const auto now = clock.now();
    const auto seen = database.read(
        [&](database::Transaction& tx) { return access::find_caller_by_session(tx, hash_token(token), now); });
    if (!seen) return std::nullopt;
    if (now - seen->last_active_at >= activity_resolution) {
        try {
            database.write([&](database::Transaction& tx) {
                update_activity(tx, seen->caller.member, seen->caller.session, now);
            });
        } catch (const Error& error) {
            // Reading goes on while the disk is full.
            spdlog::warn("activity was not noted: {}", error.detail());
        }
    }
    return seen->caller;
}

void end_session(database::Database& database, const access::Caller& caller, const SessionId& session) {
    database.write([&](database::Transaction& tx) {
        if (delete_session(tx, access::get_current_caller(tx, caller).member, session) != Ended::yes)
            throw Error::not_found();
    });
}

void end_all_sessions(database::Database& database, const access::Caller& caller) {
    database.write(
        [&](database::Transaction& tx) { delete_sessions(tx, access::get_current_caller(tx, caller).member); });
}

}  // namespace rollcall::identity
