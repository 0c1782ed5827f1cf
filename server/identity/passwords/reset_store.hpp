#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::identity {

/// Stores a link by which the member can choose a new password without the old one. Deletes all expired links, of every
/// member.
void insert_reset_row(database::Transaction& tx, const MemberId& member, std::string_view token_hash, Time expires_at,
                      Time now);

/// The member to whom the link belongs; nothing where it is unknown or expired.
std::optional<MemberId> find_reset(database::Transaction& tx, std::string_view token_hash, Time now);

/// Deletes all links of the member.
void delete_reset_rows(database::Transaction& tx, const MemberId& member);

/// Deletes all links of all members.
void delete_all_reset_rows(database::Transaction& tx);

/// What the email with the link says.
struct ResetDetails {
    std::string account_name;
    std::string name;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(ResetDetails, (), (account_name, name, email))

/// Nothing for a link that is unknown or expired.
std::optional<ResetDetails> find_reset_details(database::Transaction& tx, std::string_view token_hash, Time now);

}  // namespace rollcall::identity
