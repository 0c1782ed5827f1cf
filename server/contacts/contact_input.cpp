#include "contacts/contact_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "contacts/contact_limits.hpp"
#include "contacts/input_checks.hpp"
#include "core/changed_fields.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"
#include "core/time_zone.hpp"

namespace rollcall::contacts {

namespace {

std::optional<std::string> checked_email(const std::optional<std::string>& text, FieldCheck& check) {
    if (!text || trim(*text).empty()) return std::nullopt;
    return check.email("email", *text);
}

std::optional<std::string> checked_time_zone(const std::optional<std::string>& text, FieldCheck& check) {
    auto zone = check.optional_line("time_zone", text);
    if (zone && !is_time_zone(*zone))
        check.fail("time_zone", "There is no such time zone. Use a name such as Europe/Berlin.");
    return zone;
}

/// Each tag once, whatever its case, in their order without case.
std::vector<std::string> checked_tags(const std::vector<std::string>& tags, FieldCheck& check) {
    std::map<std::string, std::string> by_caseless;
    for (std::size_t index = 0; index < tags.size(); ++index) {
        auto tag = check.name(fmt::format("tags[{}]", index), tags[index]);
        auto caseless = fold_case(tag);
        by_caseless.emplace(std::move(caseless), std::move(tag));
    }
    if (by_caseless.size() > max_tags)
        check.fail("tags", fmt::format("These are too many: at most {} tags.", max_tags));
    std::vector<std::string> checked;
    for (auto& [caseless, tag] : by_caseless) checked.push_back(std::move(tag));
    return checked;
}

std::optional<Consent> checked_consent(const std::optional<ConsentInput>& input, Time now, FieldCheck& check) {
    if (!input) return std::nullopt;
    Consent consent{.purpose = check.name("consent.purpose", input->purpose),
                    .source = check.name("consent.source", input->source),
                    .wording = check.optional_text("consent.wording", input->wording, max_consent_wording_bytes),
                    .at = input->at.value_or(now),
                    .withdrawn_at = input->withdrawn_at};
    if (input->withdrawn_now.value_or(false)) {
        if (input->withdrawn_at) check.fail("consent.withdrawn_now", "Use this or `withdrawn_at`, not both.");
        consent.withdrawn_at = std::max(now, consent.at);  // it may have been given by a clock that is ahead
    }
    const auto is_future = [&](Time time) { return time > now + consent_clock_difference; };
    if (is_future(consent.at)) check.fail("consent.at", "This is in the future.");
    if (consent.withdrawn_at && is_future(*consent.withdrawn_at)) {
        check.fail("consent.withdrawn_at", "This is in the future.");
    } else if (consent.withdrawn_at && *consent.withdrawn_at < consent.at) {
        check.fail("consent.withdrawn_at", "This is before the consent was given.");
    }
    return consent;
}

}  // namespace

Contact new_contact(const CreateContact& input, const ContactSetting& setting, Time now) {
    FieldCheck check;
    Contact contact{
        .id = ContactId::make(now),
        .company_id = input.company_id,
        .name = check.name("name", input.name),
        .second_name = check.optional_line("second_name", input.second_name),
        .phone = checked_phone(input.phone, setting.country, check),
        .email = checked_email(input.email, check),
        .job_title = check.optional_line("job_title", input.job_title),
        .time_zone = checked_time_zone(input.time_zone, check),
        .do_not_call = input.do_not_call.value_or(false),
        .consent = checked_consent(input.consent, now, check),
        .tags = checked_tags(input.tags.value_or(std::vector<std::string>()), check),
        .own_fields = apply_own_field_values({}, input.fields.value_or(boost::json::object()), setting.fields, check),
        .created_at = now,
        .updated_at = now};
    check.finish();
    return contact;
}

Contact changed_contact(const Contact& before, const UpdateContact& input, const ContactSetting& setting, Time now) {
    FieldCheck check;
    auto after = before;
    if (input.name.is_present()) after.name = check.name("name", input.name.value().value_or(""));
    if (input.second_name.is_present()) {
        after.second_name = check.optional_line("second_name", input.second_name.value());
    }
    if (input.phone.is_present()) {
        after.phone = checked_phone(input.phone.value(), setting.country, check);
        if (after.phone) std::erase(after.other_phones, *after.phone);
    }
    if (input.email.is_present()) after.email = checked_email(input.email.value(), check);
    if (input.job_title.is_present()) after.job_title = check.optional_line("job_title", input.job_title.value());
    if (input.time_zone.is_present()) after.time_zone = checked_time_zone(input.time_zone.value(), check);
    if (input.tags.is_present()) {
        after.tags = checked_tags(input.tags.value().value_or(std::vector<std::string>()), check);
    }
    if (input.fields.is_present()) {
        if (input.fields.value()) {
            after.own_fields = apply_own_field_values(before.own_fields, *input.fields.value(), setting.fields, check);
        } else {
            after.own_fields.clear();
        }
    }
    if (input.do_not_call.is_present()) after.do_not_call = input.do_not_call.value().value_or(false);
    if (input.consent.is_present()) after.consent = checked_consent(input.consent.value(), now, check);
    after.updated_at = now;
    check.finish();
    return after;
}

std::vector<std::string_view> list_contact_changes(const Contact& before, const Contact& after) {
    return changed_fields({{"name", before.name != after.name},
                           {"second_name", before.second_name != after.second_name},
                           {"phone", before.phone != after.phone},
                           {"email", before.email != after.email},
                           {"job_title", before.job_title != after.job_title},
                           {"time_zone", before.time_zone != after.time_zone},
                           {"tags", before.tags != after.tags},
                           {"fields", before.own_fields != after.own_fields},
                           {"do_not_call", before.do_not_call != after.do_not_call},
                           {"consent", before.consent != after.consent}});
}

}  // namespace rollcall::contacts
