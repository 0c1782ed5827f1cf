#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::identity {

/// A token, and who made it. What it says is kept nowhere: the database has a hash of it.
struct ApiToken {
    ApiTokenId id;
    std::string name;
    MemberId maker;
    std::string maker_name;
    Time created_at;
    std::optional<Time> expires_at;    ///< nothing where it does not end by itself
    std::optional<Time> last_used_at;  ///< at most a minute behind
};

inline constexpr database::SortColumn api_token_sorts[] = {
    {"created_at", "t.created_at", database::SortColumn::Type::integer},
};

/// The tokens of all members, expired ones too.
database::Page<ApiToken> list_api_tokens(database::Transaction& tx, const database::PageRequest& request);

/// Stores a new token of its maker.
void insert_api_token(database::Transaction& tx, const ApiToken& token, std::string_view token_hash);

/// Nothing for an unknown id.
std::optional<ApiToken> find_api_token(database::Transaction& tx, const ApiTokenId& id);

enum class Revoked { yes, not_there };

Revoked delete_api_token(database::Transaction& tx, const ApiTokenId& id);

/// Revokes all tokens that the member made; returns how many.
std::int64_t delete_api_tokens(database::Transaction& tx, const MemberId& member);

void note_use(database::Transaction& tx, const ApiTokenId& id, Time now);

}  // namespace rollcall::identity
