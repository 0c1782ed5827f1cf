#include "campaigns/campaign_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <iterator>
#include <map>
#include <string_view>

#include "campaigns/campaign_limits.hpp"
#include "contacts/list/contact_filter.hpp"
#include "core/enum_names.hpp"

namespace rollcall::campaigns {

namespace {

namespace json = boost::json;

constexpr std::string_view contact_sources[] = {"name", "phone", "email", "job_title", "company"};
/// They belong to the platforms, and to us: the id of the attempt is one.
constexpr std::string_view reserved_beginnings[] = {"system__", "rollcall_"};

void apply_number(std::int64_t& number, const Change<std::int64_t>& change, std::int64_t usual, std::int64_t largest,
                  const char* field, FieldCheck& check) {
    if (!change.is_present()) return;
    number = change.value().value_or(usual);
    if (number < 1 || number > largest) {
        check.fail(field, fmt::format("This must be a whole number from 1 to {}.", largest));
    }
}

void apply_days(Campaign& campaign, const Change<std::vector<Weekday>>& change, FieldCheck& check) {
    if (!change.is_present()) return;
    campaign.days = change.value() ? 0 : default_days;
    if (!change.value()) return;
    for (const auto day : *change.value()) campaign.days |= std::int64_t{1} << static_cast<int>(day);
    if (campaign.days == 0) check.fail("days", "Choose at least one day.");
}

void apply_hours(Campaign& campaign, const Change<api::DayHours>& change, const accounts::Account& account,
                 FieldCheck& check) {
    if (!change.is_present()) return;
    api::DayMinutes minutes{default_hours_from, default_hours_to};
    if (change.value()) minutes = api::read_day_hours("hours", *change.value(), check);
    campaign.hours_from = minutes.from;
    campaign.hours_to = minutes.to;
    if (minutes.from >= minutes.to || meets_call_hours(campaign, account)) return;
    const auto [from, to] = api::format_day_hours({account.call_hours_from, account.call_hours_to});
    check.fail("hours", fmt::format("Calls are only allowed from {} to {} (Account > Settings).", from, to));
}

void apply_retry_minutes(Campaign& campaign, const Change<std::vector<std::int64_t>>& change, FieldCheck& check) {
    if (change.is_present()) {
        json::array minutes;
        const std::vector<std::int64_t> usual(std::begin(default_retry_minutes), std::end(default_retry_minutes));
        for (const auto number : change.value().value_or(usual)) minutes.emplace_back(number);
        campaign.retry_minutes = json::serialize(minutes);
    }
    const auto minutes = retry_minutes_of(campaign);
    if (std::ssize(minutes) >= max_attempts) {
        check.fail("retry_minutes", fmt::format("There can be at most {}.", max_attempts - 1));
    }
    const auto is_possible = [](std::int64_t number) { return number >= 1 && number <= max_retry_minutes; };
    if (!std::ranges::all_of(minutes, is_possible)) {
        check.fail("retry_minutes", fmt::format("Each must be a whole number from 1 to {}.", max_retry_minutes));
    }
    if (minutes.empty() && campaign.attempts > 1) {
        check.fail("retry_minutes", "Enter the minutes between the first and second attempt.");
    }
}

bool is_variable_name(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= max_variable_name_characters && is_letter(name.front()) &&
           std::ranges::all_of(name, is_part);
}

bool has_field(const std::vector<contacts::OwnField>& fields, std::string_view key) {
    return std::ranges::any_of(fields, [&](const auto& field) { return field.key == key; });
}

bool is_source(std::string_view source, const std::vector<contacts::OwnField>& fields) {
    if (std::ranges::find(contact_sources, source) != std::end(contact_sources)) return true;
    return source.starts_with(contacts::own_field_prefix) &&
           has_field(fields, source.substr(contacts::own_field_prefix.size()));
}

void check_variable(std::string_view name, const json::value& source, const std::vector<contacts::OwnField>& fields,
                    FieldCheck& check) {
    const auto path = fmt::format("variables.{}", name);
    const auto is_reserved = [&](std::string_view beginning) { return name.starts_with(beginning); };
    if (!is_variable_name(name)) {
        check.fail(path, "Use letters, digits and underscores, and begin with a letter.");
    } else if (std::ranges::any_of(reserved_beginnings, is_reserved)) {
        check.fail(path, "Names that begin with system__ or rollcall_ are reserved. Use another one.");
    }
    const auto* text = source.if_string();
    if (!text || !is_source(*text, fields)) {
        check.fail(path, "Use name, phone, email, job_title, company, or field. and the key of an own field.");
    }
}

void apply_variables(Campaign& campaign, const Change<json::object>& change,
                     const std::vector<contacts::OwnField>& fields, FieldCheck& check) {
    if (!change.is_present()) return;
    const auto variables = change.value().value_or(json::object());
    if (variables.size() > max_variables) {
        check.fail("variables", fmt::format("There can be at most {}.", max_variables));
        return;
    }
    for (const auto& [name, source] : variables) check_variable(name, source, fields, check);
    campaign.variables = json::serialize(variables);
}

void apply_opt_out(Campaign& campaign, const Change<OptOut>& change, FieldCheck& check) {
    if (!change.is_present()) return;
    const auto opt_out = change.value().value_or(OptOut{});
    campaign.opt_out_field = check.optional_line("opt_out.field", opt_out.field);
    campaign.opt_out_outcome = opt_out.outcome;
    if (change.value() && !campaign.opt_out_field && !campaign.opt_out_outcome) {
        check.fail("opt_out", "Name a field of the platform's analysis, or an outcome, or leave this out.");
    }
    if (campaign.opt_out_outcome == calls::DialOutcome::answered) {
        check.fail("opt_out.outcome", "Contacts who answer could not be called again. Choose another outcome.");
    }
}

void apply_start(Campaign& campaign, const Change<Time>& change, Time now, FieldCheck& check) {
    if (!change.is_present() || change.value() == campaign.starts_at) return;  // a draft may be left past its start
    campaign.starts_at = change.value();
    if (!campaign.starts_at) return;
    if (*campaign.starts_at < now - start_tolerance) check.fail("starts_at", "This is in the past.");
    if (*campaign.starts_at > now + longest_time_until_start) check.fail("starts_at", "This must be within a year.");
}

}  // namespace

UpdateCampaign change_of_new_campaign(const CreateCampaign& input) {
    return {
        .name = Change(std::optional(input.name)),
        .agent_id = Change(std::optional(input.agent_id)),
        .segment_ids = Change(std::optional(input.segment_ids)),
        .excluded_segment_ids = Change(input.excluded_segment_ids),
        .connection_id = Change(input.connection_id),
        .from_number_id = Change(input.from_number_id),
        .webhook_url = Change(input.webhook_url),
        .starts_at = Change(input.starts_at),
        .days = Change(input.days),
        .hours = Change(input.hours),
        .calls_per_hour = Change(input.calls_per_hour),
        .at_once = Change(input.at_once),
        .attempts = Change(input.attempts),
        .retry_minutes = Change(input.retry_minutes),
        .reached = Change(input.reached),
        .calls_abroad = Change(input.calls_abroad),
        .variables = Change(input.variables),
        .opt_out = Change(input.opt_out),
    };
}

void apply_campaign_input(Campaign& campaign, const UpdateCampaign& input, const accounts::Account& account,
                          const std::vector<contacts::OwnField>& fields, Time now, FieldCheck& check) {
    if (input.name.is_present()) campaign.name = check.name("name", input.name.value().value_or(""));
    apply_start(campaign, input.starts_at, now, check);
    apply_days(campaign, input.days, check);
    apply_hours(campaign, input.hours, account, check);
    apply_number(campaign.calls_per_hour, input.calls_per_hour, default_calls_per_hour, max_calls_per_hour,
                 "calls_per_hour", check);
    apply_number(campaign.at_once, input.at_once, default_at_once, max_at_once, "at_once", check);
    apply_number(campaign.attempts, input.attempts, default_attempts, max_attempts, "attempts", check);
    apply_retry_minutes(campaign, input.retry_minutes, check);
    if (input.reached.is_present()) campaign.reached = input.reached.value().value_or(ReachedWhen::answered);
    if (input.calls_abroad.is_present()) campaign.calls_abroad = input.calls_abroad.value().value_or(false);
    apply_variables(campaign, input.variables, fields, check);
    apply_opt_out(campaign, input.opt_out, check);
}

bool meets_call_hours(const Campaign& campaign, const accounts::Account& account) {
    return std::max<std::int64_t>(campaign.hours_from, account.call_hours_from) <
           std::min<std::int64_t>(campaign.hours_to, account.call_hours_to);
}

std::vector<std::string> list_missing_variable_fields(const Campaign& campaign,
                                                      const std::vector<contacts::OwnField>& fields) {
    std::vector<std::string> missing;
    for (const auto& [name, source] : variables_of(campaign)) {
        const std::string_view text = source.as_string();
        if (!is_source(text, fields)) missing.emplace_back(text.substr(contacts::own_field_prefix.size()));
    }
    return missing;
}

std::vector<Weekday> weekdays_of(const Campaign& campaign) {
    std::vector<Weekday> days;
    for (const auto day : enum_values<Weekday>) {
        if ((campaign.days >> static_cast<int>(day) & 1) != 0) days.push_back(day);
    }
    return days;
}

std::vector<std::int64_t> retry_minutes_of(const Campaign& campaign) {
    std::vector<std::int64_t> minutes;
    const auto stored = json::parse(campaign.retry_minutes);
    for (const auto& number : stored.as_array()) minutes.push_back(number.as_int64());
    return minutes;
}

boost::json::object variables_of(const Campaign& campaign) { return json::parse(campaign.variables).as_object(); }

std::optional<OptOut> opt_out_of(const Campaign& campaign) {
    if (!campaign.opt_out_field && !campaign.opt_out_outcome) return std::nullopt;
    return OptOut{campaign.opt_out_field, campaign.opt_out_outcome};
}

}  // namespace rollcall::campaigns
