#include "accounts/account_settings_routes.hpp"

#include <boost/describe/class.hpp>

#include "accounts/account_settings.hpp"
#include "accounts/test_email.hpp"
#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "core/time_zone.hpp"

namespace rollcall::accounts {

BOOST_DESCRIBE_STRUCT(UpdateSettings, (),
                      (account_name, crm_enabled, rounding_rule, time_zone, minimum_password_length,
                       invitation_lifetime_days, security_emails, call_hours, calls_per_number_and_day, consent,
                       members_see_prompts))

namespace {

struct SettingsBody {
    std::string account_name;
    bool crm_enabled;
    RoundingRule rounding_rule;
    std::string time_zone;
    int minimum_password_length;
    int invitation_lifetime_days;
    bool security_emails;
    api::DayHours call_hours;
    int calls_per_number_and_day;
    ConsentRule consent;
    bool members_see_prompts;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(SettingsBody, (),
                      (account_name, crm_enabled, rounding_rule, time_zone, minimum_password_length,
                       invitation_lifetime_days, security_emails, call_hours, calls_per_number_and_day, consent,
                       members_see_prompts, can, etag))

SettingsBody present(const Account& account, const access::Caller& caller) {
    return {
        .account_name = account.name,
        .crm_enabled = account.crm_enabled,
        .rounding_rule = account.rounding_rule,
        .time_zone = account.time_zone,
        .minimum_password_length = account.minimum_password_length,
        .invitation_lifetime_days = account.invitation_lifetime_days,
        .security_emails = account.security_emails,
        .call_hours = api::format_day_hours({account.call_hours_from, account.call_hours_to}),
        .calls_per_number_and_day = account.calls_per_number_and_day,
        .consent = consent_rule_of(account),
        .members_see_prompts = account.members_see_prompts,
        .can = api::list_allowed_actions(caller, access::Rights{}, {{access::Action::update_settings, "update"}}),
        .etag = etag(account.version),
    };
}

struct TestEmailBody {
    TestEmailState state;
    std::string recipient;
    std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(TestEmailBody, (), (state, recipient, answer))

struct TimeZonesBody {
    std::vector<std::string> items;
};
BOOST_DESCRIBE_STRUCT(TimeZonesBody, (), (items))

}  // namespace

http::Response handle_get_settings(const api::Request& request, api::Services& services) {
    const auto account = services.database.read([](database::Transaction& tx) { return get_account(tx); });
    return api::respond_ok(present(account, request.caller()));
}

http::Response handle_update_settings(const api::Request& request, api::Services& services) {
    const auto account = update_settings(request.context(services), request.expected_version(),
                                         request.body<UpdateSettings>(), services.on_time_zone_change);
    services.wake_day_sums();
    return api::respond_ok(present(account, request.caller()));
}

http::Response handle_send_test_email(const api::Request& request, api::Services& services) {
    const auto email =
        send_test_email(request.context(services), services.outbox, services.sends_mail, services.address);
    return api::respond_ok(TestEmailBody{email.state, email.recipient, email.answer});
}

http::Response handle_list_time_zones(const api::Request&, api::Services&) {
    return api::respond_ok(TimeZonesBody{list_time_zones()});
}

}  // namespace rollcall::accounts
