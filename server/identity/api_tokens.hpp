#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "identity/api_token_store.hpp"

namespace rollcall::identity {

struct CreateApiToken {
    std::string name;
    std::optional<Time> expires_at;
};

/// A token just made. `secret` is in no other place: it is shown once.
struct NewApiToken {
    ApiToken token;
    std::string secret;  ///< begins with "rollcall_", so that scanners of leaked secrets recognise it
};

/// Makes a token that acts as the caller, with the rights that he or she has at each use.
///
/// Throws Error::invalid for a name that is none or an expiry that is past, and Error::forbidden for a caller who came
/// by a token: otherwise whoever got hold of one could outlive its revocation. Who may call: administrators.
NewApiToken create_api_token(database::Database& database, const Clock& clock, const access::Caller& caller,
                             const CreateApiToken& input);

/// Ends a token, whoever made it: the next request with it is refused. Throws Error::not_found.
/// Who may call: administrators.
void revoke_api_token(database::Database& database, const Clock& clock, const access::Caller& caller,
                      const ApiTokenId& id);

/// Whom the token acts for; nothing where it is unknown, revoked or expired, or its maker suspended or removed. Notes
/// the use, at most once a minute. That is no activity of the maker: a program is not a person who is at work.
std::optional<access::Caller> authenticate_api_token(database::Database& database, const Clock& clock,
                                                     std::string_view secret);

}  // namespace rollcall::identity
