#pragma once

#include <boost/describe/enum.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "access/context.hpp"
#include "accounts/account_store.hpp"
#include "api/day_hours.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"

namespace rollcall::accounts {

/// The subject of a change to the settings, in the audit log: there is one account.
inline constexpr std::string_view account_subject = "account";

/// Whether campaigns call nobody without consent, or only warn of it.
enum class ConsentRule { required, warning };
BOOST_DESCRIBE_ENUM(ConsentRule, required, warning)

ConsentRule consent_rule_of(const Account& account);

/// What an administrator changes about the account; what is absent stays.
struct UpdateSettings {
    Change<std::string> account_name;
    Change<bool> crm_enabled;
    Change<RoundingRule> rounding_rule;
    Change<std::string> time_zone;
    Change<int> minimum_password_length;
    Change<int> invitation_lifetime_days;
    Change<bool> security_emails;
    Change<api::DayHours> call_hours;
    Change<int> calls_per_number_and_day;
    Change<ConsentRule> consent;
    Change<bool> members_see_prompts;
};

/// Called inside the same write when the account has got another time zone, so its days begin at another hour.
using OnTimeZoneChange = std::function<void(database::Transaction&)>;

/// Changes the settings of the account; they hold from the next request on. Existing passwords keep working whatever
/// their length; links that have been sent keep their expiry. Permissions stay stored while the CRM is off, and are in
/// effect again with it.
///
/// Throws Error::invalid with all that is wrong, Error::changed_meanwhile, and Error confirmation_required where the
/// emails about security are switched off. Who may call: administrators.
Account update_settings(const access::Context& context, const ExpectedVersion& expected, const UpdateSettings& input,
                        const OnTimeZoneChange& on_time_zone_change);

}  // namespace rollcall::accounts
