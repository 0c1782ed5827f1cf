#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "accounts/account_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"

namespace rollcall::accounts {

/// What the audit log names as the subject of a change to the settings: there is one account.
inline constexpr std::string_view account_subject = "account";

/// What may be set. Seed: "minimum 6 characters".
inline constexpr int smallest_minimum_password_length = 6;
inline constexpr int largest_minimum_password_length = 64;
inline constexpr int longest_invitation_lifetime_days = 30;

/// What an administrator changes about the account; what is absent stays.
struct UpdateSettings {
    Change<std::string> account_name;
    Change<bool> crm_enabled;
    Change<RoundingRule> rounding_rule;
    Change<std::string> time_zone;
    Change<int> minimum_password_length;
    Change<int> invitation_lifetime_days;
};

/// What is to be done, inside the same write, when the days of the account begin at another hour.
using TimeZoneChanged = std::function<void(database::Transaction&, const std::string& time_zone)>;

/// Changes the settings of the account; they hold from the next request on. Passwords that are there stay good
/// whatever their length; links that are on their way keep the time they were given. Permissions stay stored while
/// the CRM is off, and hold again with it.
///
/// Throws Error::invalid with all that is wrong, Error::changed_meanwhile. Who may call: administrators.
Account update_settings(database::Database& database, const Clock& clock, const access::Caller& caller,
                        const ExpectedVersion& expected, const UpdateSettings& input,
                        const TimeZoneChanged& time_zone_changed);

}  // namespace rollcall::accounts
