#include "identity/passwords/password_resets.hpp"

#include <fmt/format.h>

#include "access/member_row_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "identity/credential_store.hpp"
#include "identity/end_access.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_rules.hpp"
#include "identity/passwords/reset_request_store.hpp"
#include "identity/passwords/reset_store.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "mail/email_template.hpp"

namespace rollcall::identity {

namespace {

constexpr std::string_view nobody;

bool can_sign_in(const Credentials& credentials) { return !credentials.is_suspended() && credentials.has_password(); }

/// The member who may use the link. Throws Error::not_found.
Credentials require_reset(database::Transaction& tx, std::string_view token, Time now) {
    const auto member = find_reset(tx, hash_token(token), now);
    const auto credentials = member ? find_credentials(tx, *member) : std::nullopt;
    if (!credentials || !can_sign_in(*credentials)) {
        throw Error(ErrorCode::not_found, "This link is no longer valid. Request a new one.");
    }
    return *credentials;
}

}  // namespace

void request_password_reset(database::Database& database, const Clock& clock, const SealingKey& key, bool sends_mail,
                            std::string_view email, const Client& client) {
    if (!sends_mail) {
        throw Error(ErrorCode::email_not_set_up,
                    "Email is not set up here, so no link can be sent. Ask an administrator for a new password.");
    }
    const auto sealed_email = key.seal(email.size() <= longest_reset_email ? email : nobody);
    const auto sealed_nobody = key.seal(nobody);
    database.write([&](database::Transaction& tx) {
        const auto now = clock.now();
        const bool is_within_limit =
            insert_reset_request_rows(tx, {.email = email, .client_address = client.address}, now);
        insert_reset_request_row(tx, is_within_limit ? sealed_email : sealed_nobody, now);
    });
}

namespace {

/// Queues an email with a link for a member who may have one.
bool queue_link(const ResetRequestContext& context, database::Transaction& tx, const Credentials& credentials,
                std::string_view token, Time now) {
    if (credentials.is_suspended()) return false;
    if (!credentials.has_password()) return context.invite_again(tx, credentials.id, token, now);
    insert_reset_row(tx, credentials.id, hash_token(token), now + reset_lifetime, now);
    outbox::queue_email(tx, context.key, outbox::EmailKind::password_reset, credentials.id, token, now);
    return true;
}

/// Queues the email if the request is a member's.
bool accept_request(const ResetRequestContext& context, const ResetRequest& request) {
    const auto email = context.key.open(request.sealed_email).value_or(std::string(nobody));
    const auto token = make_token();
    return context.database.write([&](database::Transaction& tx) {
        const auto now = context.clock.now();
        const auto credentials = find_credentials_by_email(tx, email);
        const bool is_open = context.sends_mail && now < request.created_at + reset_lifetime;
        if (!is_open || !credentials || !queue_link(context, tx, *credentials, token, now)) {
            update_reset_request_refusals(tx, request.id);
            return false;
        }
        delete_reset_request_row(tx, request.id);
        return true;
    });
}

/// As many writes as the outbox needs to send one email: other requests wait for writes, and must not learn from that
/// which it was.
void refuse_request(const ResetRequestContext& context, const ResetRequest& request) {
    context.database.write([&](database::Transaction& tx) { update_reset_request_refusals(tx, request.id); });
    context.database.write([&](database::Transaction& tx) { delete_reset_request_row(tx, request.id); });
}

}  // namespace

std::size_t answer_reset_requests(const ResetRequestContext& context, const std::stop_token& stop) {
    std::size_t count = 0;
    while (!stop.stop_requested()) {
        const auto request =
            context.database.read([](database::Transaction& tx) { return find_next_reset_request(tx); });
        if (!request) break;
        if (!accept_request(context, *request)) refuse_request(context, *request);
        context.wake_outbox();
        ++count;
    }
    return count;
}

void complete_password_reset(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                             const SealingKey& key, const CompletePasswordReset& input, const Client& client) {
    database.read([&](database::Transaction& tx) {
        const auto credentials = require_reset(tx, input.token, clock.now());
        require_good_password(tx, credentials.name, credentials.email, input.password);
    });
    const auto password_hash = passwords.hash(input.password);

    database.write([&](database::Transaction& tx) {
        const auto now = clock.now();
        const auto credentials = require_reset(tx, input.token, now);
        access::update_member_password(tx, credentials.id, password_hash, false);
        end_access(tx, credentials.id, AccessEndReason::password_reset);
        delete_failure_rows(tx, credentials.email);
        audit::record(tx, now, audit::Actor(credentials.id, audit::ActorKind::link, client.address), "password.reset",
                      credentials.id.text());
        queue_security_email(tx, key, credentials.id, {outbox::EmailKind::password_changed, client}, now);
    });
}

std::optional<outbox::ComposedEmail> compose_password_reset(database::Transaction& tx, std::string_view address,
                                                            std::string_view token, Time now) {
    const auto details = find_reset_details(tx, hash_token(token), now);
    if (!details) return std::nullopt;
    mail::EmailTemplate email;
    email.subject = fmt::format("A new password for {}", details->account_name);
    email.greeting = fmt::format("Hello {},", details->name);
    email.paragraphs = {fmt::format("Someone requested a new password for {} at {}.", details->email, address)};
    email.action = "Choose a new password";
    email.link = fmt::format("{}/password-reset#token={}", address, token);
    email.closing = {
        "The link works once, for an hour. Your password stays as it is until you choose a new one.",
        "If it was not you, you can ignore this email.",
    };
    return outbox::ComposedEmail{
        .sender_name = details->account_name,
        .recipient = {details->name, details->email},
        .content = mail::render_email(email),
    };
}

}  // namespace rollcall::identity
