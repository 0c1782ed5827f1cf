#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account_limits.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"
#include "mail/message.hpp"

namespace rollcall::accounts {

/// How call seconds become billable minutes: each started one of these counts.
enum class RoundingRule { per_second, per_6_seconds, per_minute };
BOOST_DESCRIBE_ENUM(RoundingRule, per_second, per_6_seconds, per_minute)

/// The settings of the one account of this installation.
struct Account {
    std::string name;
    bool crm_enabled = true;
    RoundingRule rounding_rule = RoundingRule::per_second;
    std::string time_zone = "UTC";                                   ///< IANA name: where its days begin
    int minimum_password_length = smallest_minimum_password_length;  ///< code points
    int invitation_lifetime_days = default_invitation_lifetime_days;
    bool security_emails = true;  ///< members are told of new devices, passwords and API tokens of theirs
    /// Campaigns call nobody outside of these minutes of his or her day; the end is not included.
    int call_hours_from = default_call_hours_from;
    int call_hours_to = default_call_hours_to;
    int calls_per_number_and_day = default_calls_per_number_and_day;  ///< of all campaigns
    bool requires_consent = true;     ///< campaigns call nobody without consent; otherwise they only warn
    bool members_see_prompts = true;  ///< also those without `edit_agents`
    Version version = 1;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (name, crm_enabled, rounding_rule, time_zone, minimum_password_length, invitation_lifetime_days,
                       security_emails, call_hours_from, call_hours_to, calls_per_number_and_day, requires_consent,
                       members_see_prompts, version))

/// Nothing until it has been set up.
std::optional<Account> find_account(database::Transaction& tx);

/// The account of a server that has been set up. Throws std::logic_error before.
Account get_account(database::Transaction& tx);

/// The same, in the round trip of the statements that follow.
database::LaterRows<std::vector<Account>> get_account_later(database::Transaction& tx);

/// Stores the one account; false, and nothing stored, when it exists already.
[[nodiscard]] bool insert_account_row(database::Transaction& tx, const Account& account, Time now);

/// Stores name and settings, and raises the version.
void update_account_row(database::Transaction& tx, const Account& account);

/// Name and address of a member.
mail::Mailbox get_mailbox(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::accounts
