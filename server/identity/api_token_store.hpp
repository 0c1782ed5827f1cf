#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "access/token_scopes.hpp"
#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::identity {

/// A token, and the administrator who created it. The secret itself is not kept: the database has a hash of it.
struct ApiToken {
    ApiTokenId id;
    std::string name;
    MemberId member_id;
    std::string member_name;
    access::TokenScopes scopes;
    std::optional<std::string> prefix;  ///< its first characters; nothing until the next use of an older token
    Time created_at;
    Time expires_at;
    std::optional<Time> last_used_at;  ///< see last_use_resolution
};
BOOST_DESCRIBE_STRUCT(ApiToken, (),
                      (id, name, member_id, member_name, scopes, prefix, created_at, expires_at, last_used_at))

inline constexpr database::SortColumn api_token_sorts[] = {
    {"created_at", "t.created_at", database::SortColumn::Type::integer},
};

/// The tokens of all members, expired ones too.
database::Page<ApiToken> list_api_tokens(database::Transaction& tx, const database::PageRequest& request);

/// Stores a new token.
void insert_api_token_row(database::Transaction& tx, const ApiToken& token, std::string_view token_hash);

/// Nothing for an unknown id.
std::optional<ApiToken> find_api_token(database::Transaction& tx, const ApiTokenId& id);

/// False for an unknown id.
[[nodiscard]] bool delete_api_token_row(database::Transaction& tx, const ApiTokenId& id);

/// Deletes all tokens of the member; returns how many.
std::int64_t delete_api_token_rows(database::Transaction& tx, const MemberId& member);

/// Of all members.
std::int64_t count_api_tokens(database::Transaction& tx);

/// Records the first use; false, and nothing changed, where the token was used before. The prefix is stored too: that
/// of an older token is not known before.
[[nodiscard]] bool update_api_token_first_use(database::Transaction& tx, const ApiTokenId& id, std::string_view prefix,
                                              Time now);

void update_api_token_last_use(database::Transaction& tx, const ApiTokenId& id, std::string_view prefix, Time now);

}  // namespace rollcall::identity
