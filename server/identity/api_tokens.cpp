#include "identity/api_tokens.hpp"

#include <spdlog/spdlog.h>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/random.hpp"

namespace rollcall::identity {

namespace {

constexpr std::string_view prefix = "rollcall_";
constexpr auto use_resolution = std::chrono::minutes(1);

void require_session(const access::Caller& caller) {
    if (!caller.uses_api_token()) return;
    throw Error::forbidden("An API token cannot make API tokens. Sign in at the page to make one.");
}

ApiToken checked_token(const CreateApiToken& input, const MemberId& maker, Time now) {
    FieldCheck check;
    ApiToken token{
        .id = ApiTokenId::make(now),
        .name = check.name("name", input.name),
        .maker = maker,
        .maker_name = {},
        .created_at = now,
        .expires_at = input.expires_at,
        .last_used_at = std::nullopt,
    };
    if (input.expires_at && *input.expires_at <= now) check.fail("expires_at", "This must lie in the future.");
    check.finish();
    return token;
}

}  // namespace

NewApiToken create_api_token(database::Database& database, const Clock& clock, const access::Caller& caller,
                             const CreateApiToken& input) {
    require_session(caller);
    const auto token = checked_token(input, caller.member, clock.now());
    const auto secret = std::string(prefix) + make_token();
    return database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), access::Action::create_api_tokens);
        insert_api_token(tx, token, hash_token(secret));
        audit::record(tx, clock.now(), caller.member, "api_token.created", token.id.text());
        return NewApiToken{find_api_token(tx, token.id).value(), secret};
    });
}

void revoke_api_token(database::Database& database, const Clock& clock, const access::Caller& caller,
                      const ApiTokenId& id) {
    database.write([&](database::Transaction& tx) {
        access::require(access::get_current_caller(tx, caller), access::Action::revoke_api_token);
        if (delete_api_token(tx, id) != Revoked::yes) throw Error::not_found();
        audit::record(tx, clock.now(), caller.member, "api_token.revoked", id.text());
    });
}

std::optional<access::Caller> authenticate_api_token(database::Database& database, const Clock& clock,
                                                     std::string_view secret) {
    const auto now = clock.now();
    const auto seen = database.read(
        [&](database::Transaction& tx) { return access::find_caller_by_api_token(tx, hash_token(secret), now); });
    if (!seen) return std::nullopt;
    if (now - seen->last_active_at >= use_resolution) {
        try {
            database.write([&](database::Transaction& tx) { note_use(tx, seen->caller.api_token, now); });
        } catch (const Error& error) {
            // Reading goes on while the disk is full.
            spdlog::warn("the use of an API token was not noted: {}", error.detail());
        }
    }
    return seen->caller;
}

}  // namespace rollcall::identity
