#include "identity/api_tokens.hpp"

#include <spdlog/spdlog.h>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/random.hpp"
#include "identity/identity_limits.hpp"
#include "identity/sign_ins/security_emails.hpp"

namespace rollcall::identity {

namespace {

using access::CurrentCaller;
using database::Transaction;

constexpr std::string_view prefix = "rollcall_";

void require_session(const access::Caller& caller) {
    if (!caller.uses_api_token()) return;
    throw Error::forbidden("An API token cannot make API tokens. Sign in at the page to make one.");
}

/// Throws Error::invalid with all that is wrong.
ApiToken new_api_token(const CreateApiToken& input, const MemberId& member, Time now) {
    FieldCheck check;
    ApiToken token{
        .id = ApiTokenId::make(now),
        .name = check.name("name", input.name),
        .member_id = member,
        .member_name = {},
        .created_at = now,
        .expires_at = input.expires_at,
        .last_used_at = std::nullopt,
    };
    if (input.expires_at && *input.expires_at <= now) check.fail("expires_at", "This must lie in the future.");
    check.finish();
    return token;
}

void record_first_use(Transaction& tx, const access::Caller& caller, const Client& client, Time now) {
    audit::Actor actor(caller);
    actor.address = client.address;
    audit::record(tx, now, actor, "api_token.used", caller.api_token.text(), {},
                  {{caller.member, {{"browser", client.user_agent}}}});
}

}  // namespace

NewApiToken create_api_token(const access::Context& context, const SealingKey& key, const CreateApiToken& input,
                             const Client& client) {
    require_session(context.caller);
    const auto token = new_api_token(input, context.caller.member, context.now());
    const auto secret = std::string(prefix) + make_token();
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, access::Action::create_api_tokens);
        insert_api_token_row(tx, token, hash_token(secret));
        audit::record(tx, context.now(), caller, "api_token.created", token.id.text());
        queue_security_email(tx, key, caller.member, {outbox::EmailKind::api_token_created, client, token.name},
                             context.now());
        return NewApiToken{find_api_token(tx, token.id).value(), secret};
    });
}

void revoke_api_token(const access::Context& context, const ApiTokenId& id) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, access::Action::revoke_api_token);
        if (!delete_api_token_row(tx, id)) throw Error::not_found();
        audit::record(tx, context.now(), caller, "api_token.revoked", id.text());
    });
}

std::optional<access::Caller> authenticate_api_token(database::Database& database, const Clock& clock,
                                                     std::string_view secret, const Client& client) {
    const auto now = clock.now();
    const auto found =
        database.read([&](Transaction& tx) { return access::find_caller_by_api_token(tx, hash_token(secret), now); });
    if (!found) return std::nullopt;
    if (now - found->last_active_at >= last_use_resolution) {
        try {
            const bool is_first = database.write([&](Transaction& tx) {
                if (!update_api_token_first_use(tx, found->caller.api_token, now)) {
                    update_api_token_last_use(tx, found->caller.api_token, now);
                    return false;
                }
                record_first_use(tx, found->caller, client, now);
                return true;
            });
            if (is_first) {
                spdlog::info("API token {} was used for the first time, from {}", found->caller.api_token.text(),
                             client.address);
            }
        } catch (const Error& error) {
            // Requests that read are still answered while the disk is full.
            spdlog::warn("the use of an API token was not recorded: {}", error.detail());
        }
    }
    return found->caller;
}

}  // namespace rollcall::identity
