#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "core/etag.hpp"
#include "database/database.hpp"

namespace rollcall::accounts {

/// How call seconds become billable minutes: each started one of these counts.
enum class RoundingRule { per_second, per_6_seconds, per_minute };
BOOST_DESCRIBE_ENUM(RoundingRule, per_second, per_6_seconds, per_minute)

/// The whole of one installation, and its settings.
struct Account {
    std::string name;
    bool crm_enabled = true;
    RoundingRule rounding_rule = RoundingRule::per_second;
    std::string time_zone = "UTC";    ///< IANA's name: where its days begin
    int minimum_password_length = 6;  ///< code points. Seed: "minimum 6 characters"
    int invitation_lifetime_days = 7;
    Version version = 1;
};

/// Nothing while it has not been set up.
std::optional<Account> find(database::Transaction& tx);

/// The account of a server that is set up. Throws std::logic_error while it is not.
Account get(database::Transaction& tx);

enum class Inserted { yes, was_there };

/// Makes the one account, or leaves the one that is there as it is.
Inserted insert(database::Transaction& tx, const Account& account, Time now);

/// Stores name and settings, and raises the version.
void update(database::Transaction& tx, const Account& account);

}  // namespace rollcall::accounts
