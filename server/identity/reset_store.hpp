#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::identity {

/// Opens a way for the member to choose a new password without the old one. Those of everybody that are too old are
/// cleared away with it.
void insert_reset(database::Transaction& tx, const MemberId& member, std::string_view token_hash, Time expires_at,
                  Time now);

/// Whose reset it is; nothing where there is none, or it is too old.
std::optional<MemberId> find_reset(database::Transaction& tx, std::string_view token_hash, Time now);

/// Closes all of the member's.
void delete_resets(database::Transaction& tx, const MemberId& member);

/// Who asked for a new password: for the mail.
struct ResetDetails {
    std::string account_name;
    std::string name;
    std::string email;
    Time expires_at;
};

/// Nothing where there is no such reset.
std::optional<ResetDetails> find_reset_details(database::Transaction& tx, std::string_view token_hash);

}  // namespace rollcall::identity
