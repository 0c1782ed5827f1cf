#include "contacts/contact_body.hpp"

#include "api/access_json.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

ContactBody present_contact(const Contact& contact, const access::Caller& caller) {
    using access::Action;
    ContactBody body{
        .id = contact.id,
        .company_id = contact.company_id,
        .company_name = contact.company_name,
        .name = contact.name,
        .second_name = contact.second_name,
        .phone = contact.phone,
        .other_phones = contact.other_phones,
        .other_phone_texts = {},
        .email = contact.email,
        .job_title = contact.job_title,
        .time_zone = contact.time_zone,
        .tags = contact.tags,
        .fields = own_field_values_as_json(contact.own_fields),
        .do_not_call = contact.do_not_call,
        .consent = contact.consent,
        .created_at = contact.created_at,
        .updated_at = contact.updated_at,
        .can = api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                         {{Action::update_contact, "update"}, {Action::delete_contact, "delete"}}),
        .etag = etag(contact.version),
    };
    const auto country = contact.company_country.value_or("");
    if (contact.phone) {
        auto view = phone::view_phone_number(*contact.phone, country);
        body.phone_text = std::move(view.text);
        body.phone_is_valid = view.is_valid;
    }
    for (const auto& phone : contact.other_phones) {
        body.other_phone_texts.push_back(phone::view_phone_number(phone, country).text);
    }
    return body;
}

}  // namespace rollcall::contacts
