#include "identity/api_tokens.hpp"

#include <spdlog/spdlog.h>

#include "access/confirmation.hpp"
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

std::string prefix_of(std::string_view secret) {
    return std::string(secret.substr(0, access::api_token_beginning.size() + shown_api_token_characters));
}

/// Throws Error::invalid with all that is wrong.
ApiToken new_api_token(const CreateApiToken& input, const MemberId& member, std::string_view secret, Time now) {
    const access::TokenScopes scopes(input.scopes.value_or(std::vector{access::TokenScope::read}));
    FieldCheck check;
    ApiToken token{
        .id = ApiTokenId::make(now),
        .name = check.name("name", input.name),
        .member_id = member,
        .member_name = {},
        .scopes = scopes,
        .prefix = prefix_of(secret),
        .created_at = now,
        .expires_at = input.expires_at.value_or(now + default_api_token_life),
        .last_used_at = std::nullopt,
    };
    if (scopes.is_empty()) check.fail("scopes", "Choose at least one.");
    if (token.expires_at <= now) check.fail("expires_at", "Choose a date in the future.");
    if (token.expires_at > now + longest_api_token_life) check.fail("expires_at", "A token lasts a year at most.");
    check.finish();
    return token;
}

void record_first_use(Transaction& tx, const access::Caller& caller, const Client& client, Time now) {
    audit::Actor actor(caller);
    actor.address = client.address;
    audit::record(tx, now, actor, "api_token.used", caller.api_token.text(), {},
                  {{caller.member, {{"browser", client.user_agent}}}});
}

audit::Changes initial_values(const ApiToken& token) {
    boost::json::array scopes;
    for (const auto scope : token.scopes.list()) scopes.emplace_back(enum_name(scope));
    audit::Changes changes;
    changes.add_initial("scopes", scopes);
    changes.add_initial("prefix", audit::to_json(token.prefix.value_or("")));
    changes.add_initial("expires_at", audit::to_json(token.expires_at));
    return changes;
}

}  // namespace

NewApiToken create_api_token(const access::Context& context, const SealingKey& key, const CreateApiToken& input,
                             const Client& client) {
    const auto secret = std::string(access::api_token_beginning) + make_token();
    const auto token = new_api_token(input, context.caller.member, secret, context.now());
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, access::Action::create_api_tokens);
        access::require_confirmation(caller, context.now());
        insert_api_token_row(tx, token, hash_token(secret));
        audit::record(tx, context.now(), caller, "api_token.created", token.id.text(), initial_values(token));
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
    const auto found = database.read_statement(
        [&](Transaction& tx) { return access::find_caller_by_api_token(tx, hash_token(secret), now); });
    if (!found) return std::nullopt;
    if (std::chrono::abs(now - found->last_active_at) >= last_use_resolution) {
        try {
            const bool is_first = database.write([&](Transaction& tx) {
                if (!update_api_token_first_use(tx, found->caller.api_token, prefix_of(secret), now)) {
                    update_api_token_last_use(tx, found->caller.api_token, prefix_of(secret), now);
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
