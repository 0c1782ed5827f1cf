#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/context.hpp"
#include "core/sealing.hpp"
#include "identity/api_token_store.hpp"
#include "identity/session_store.hpp"

namespace rollcall::identity {

struct CreateApiToken {
    std::string name;
    std::optional<std::vector<access::TokenScope>> scopes;  ///< `read` alone where absent
    std::optional<Time> expires_at;                         ///< after default_api_token_life where absent
};

/// A new token. `secret` is kept nowhere: it is shown once.
struct NewApiToken {
    ApiToken token;
    std::string secret;  ///< begins with "rollcall_", so that scanners of leaked secrets recognise it
};

/// Creates a token that acts as the caller, with the rights that he or she has at each use, as far as its scopes reach.
///
/// Throws Error::invalid for an empty name, no scope, and an expiry in the past or after longest_api_token_life;
/// Error confirmation_required.
/// Who may call: administrators, not by an API token: a stolen one could otherwise outlive its own revocation.
NewApiToken create_api_token(const access::Context& context, const SealingKey& key, const CreateApiToken& input,
                             const Client& client);

/// Ends a token of any administrator: the next request with it is refused. Throws Error::not_found.
/// Who may call: administrators, not by an API token.
void revoke_api_token(const access::Context& context, const ApiTokenId& id);

/// The caller for whom the token acts; nothing where it is unknown, revoked or expired, or its member is suspended or
/// removed. Records the use, at most once in `last_use_resolution`, and the first one in the audit log. It does not
/// count as activity of the member.
std::optional<access::Caller> authenticate_api_token(database::Database& database, const Clock& clock,
                                                     std::string_view secret, const Client& client);

}  // namespace rollcall::identity
