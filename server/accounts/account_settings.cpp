#include "accounts/account_settings.hpp"

#include <fmt/format.h>

#include "access/confirmation.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/enum_names.hpp"
#include "core/field_check.hpp"
#include "core/time_zone.hpp"

namespace rollcall::accounts {

namespace {

/// Sets a setting that the change names. No setting can be empty.
template <class Value>
void apply_change(Value& setting, const Change<Value>& change, const char* field, FieldCheck& check) {
    if (!change.is_present()) return;
    if (change.value()) {
        setting = *change.value();
    } else {
        check.fail(field, "This is required.");
    }
}

void require_between(int number, int lowest, int highest, const char* field, FieldCheck& check) {
    if (number < lowest || number > highest)
        check.fail(field, fmt::format("This must be a whole number from {} to {}.", lowest, highest));
}

api::DayMinutes call_minutes_of(const Account& account) { return {account.call_hours_from, account.call_hours_to}; }

void apply_call_hours(Account& account, const Change<api::DayHours>& change, FieldCheck& check) {
    auto hours = api::format_day_hours(call_minutes_of(account));
    apply_change(hours, change, "call_hours", check);
    const auto minutes = api::read_day_hours("call_hours", hours, check);
    account.call_hours_from = minutes.from;
    account.call_hours_to = minutes.to;
}

std::string describe_call_hours(const Account& account) {
    const auto hours = api::format_day_hours(call_minutes_of(account));
    return hours.from + "-" + hours.to;
}

Account apply_settings(const Account& before, const UpdateSettings& input) {
    auto account = before;
    FieldCheck check;
    if (input.account_name.is_present())
        account.name = check.name("account_name", input.account_name.value().value_or(""));
    apply_change(account.crm_enabled, input.crm_enabled, "crm_enabled", check);
    apply_change(account.rounding_rule, input.rounding_rule, "rounding_rule", check);
    apply_change(account.time_zone, input.time_zone, "time_zone", check);
    apply_change(account.minimum_password_length, input.minimum_password_length, "minimum_password_length", check);
    apply_change(account.invitation_lifetime_days, input.invitation_lifetime_days, "invitation_lifetime_days", check);
    apply_change(account.security_emails, input.security_emails, "security_emails", check);
    apply_change(account.calls_per_number_and_day, input.calls_per_number_and_day, "calls_per_number_and_day", check);
    apply_call_hours(account, input.call_hours, check);
    auto consent = consent_rule_of(account);
    apply_change(consent, input.consent, "consent", check);
    account.requires_consent = consent == ConsentRule::required;
    apply_change(account.members_see_prompts, input.members_see_prompts, "members_see_prompts", check);
    if (!is_time_zone(account.time_zone))
        check.fail("time_zone", "There is no such time zone. Use a name such as Europe/Berlin, or UTC.");
    require_between(account.minimum_password_length, smallest_minimum_password_length, largest_minimum_password_length,
                    "minimum_password_length", check);
    require_between(account.invitation_lifetime_days, 1, longest_invitation_lifetime_days, "invitation_lifetime_days",
                    check);
    require_between(account.calls_per_number_and_day, 1, largest_calls_per_number_and_day, "calls_per_number_and_day",
                    check);
    check.finish();
    return account;
}

audit::Changes changes_between(const Account& before, const Account& after) {
    audit::Changes changes;
    changes.add("account_name", audit::to_json(before.name), audit::to_json(after.name));
    changes.add("crm_enabled", before.crm_enabled, after.crm_enabled);
    changes.add("rounding_rule", audit::to_json(enum_name(before.rounding_rule)),
                audit::to_json(enum_name(after.rounding_rule)));
    changes.add("time_zone", audit::to_json(before.time_zone), audit::to_json(after.time_zone));
    changes.add("minimum_password_length", before.minimum_password_length, after.minimum_password_length);
    changes.add("invitation_lifetime_days", before.invitation_lifetime_days, after.invitation_lifetime_days);
    changes.add("security_emails", before.security_emails, after.security_emails);
    changes.add("call_hours", audit::to_json(describe_call_hours(before)), audit::to_json(describe_call_hours(after)));
    changes.add("calls_per_number_and_day", before.calls_per_number_and_day, after.calls_per_number_and_day);
    changes.add("consent", audit::to_json(enum_name(consent_rule_of(before))),
                audit::to_json(enum_name(consent_rule_of(after))));
    changes.add("members_see_prompts", before.members_see_prompts, after.members_see_prompts);
    return changes;
}

}  // namespace

ConsentRule consent_rule_of(const Account& account) {
    return account.requires_consent ? ConsentRule::required : ConsentRule::warning;
}

Account update_settings(const access::Context& context, const ExpectedVersion& expected, const UpdateSettings& input,
                        const OnTimeZoneChange& on_time_zone_change) {
    return context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        access::require(caller, access::Action::update_settings);
        const auto before = get_account(tx);
        expected.require(before.version);
        const auto after = apply_settings(before, input);
        const auto changes = changes_between(before, after);
        if (changes.is_empty()) return before;
        // They warn of somebody who uses another's session or API token, so that alone does not end them.
        if (before.security_emails && !after.security_emails) access::require_confirmation(caller, context.now());

        update_account_row(tx, after);
        if (before.time_zone != after.time_zone) on_time_zone_change(tx);
        audit::record(tx, context.now(), caller, "settings.updated", account_subject, changes);
        return get_account(tx);
    });
}

}  // namespace rollcall::accounts
