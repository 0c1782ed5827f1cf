#include "contacts/contact_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "contacts/contacts.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(ConsentInput, (), (purpose, source, wording, at, withdrawn_at))
BOOST_DESCRIBE_STRUCT(CreateContact, (),
                      (company_id, name, second_name, phone, email, job_title, time_zone, tags, fields, do_not_call,
                       consent))
BOOST_DESCRIBE_STRUCT(UpdateContact, (),
                      (name, second_name, phone, email, job_title, time_zone, tags, fields, do_not_call, consent))
BOOST_DESCRIBE_STRUCT(Consent, (), (purpose, source, wording, at, withdrawn_at))

namespace {

struct ContactBody {
    ContactId id;
    CompanyId company_id;
    std::string company_name;
    std::string name;
    std::optional<std::string> second_name;
    std::optional<std::string> phone;
    std::optional<std::string> phone_text;
    std::optional<bool> phone_is_valid;
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;
    std::vector<std::string> tags;
    boost::json::object fields;
    bool do_not_call;
    std::optional<Consent> consent;
    Time created_at;
    Time updated_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ContactBody, (),
                      (id, company_id, company_name, name, second_name, phone, phone_text, phone_is_valid, email,
                       job_title, time_zone, tags, fields, do_not_call, consent, created_at, updated_at, can, etag))

// What is shown is in the caller's scope already.
ContactBody present(const Contact& contact, const access::Caller& caller) {
    using access::Action;
    ContactBody body{
        .id = contact.id,
        .company_id = contact.company_id,
        .company_name = contact.company_name,
        .name = contact.name,
        .second_name = contact.second_name,
        .phone = contact.phone,
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
    if (contact.phone) {
        auto view = phone::view_phone_number(*contact.phone, contact.company_country.value_or(""));
        body.phone_text = std::move(view.text);
        body.phone_is_valid = view.is_valid;
    }
    return body;
}

}  // namespace

http::Response handle_list_contacts(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = contact_sorts,
                                    .default_sort = "name",
                                    .filters = contact_filters,
                                    .filter_prefix = own_field_prefix,
                                    .best_first = best_contact_match});
    const auto context = request.context(services);
    const auto page = get_contacts(context, read_contact_filter(list), list.page);
    return api::respond_ok(page, [&](const Contact& contact) { return present(contact, context.caller); });
}

http::Response handle_create_contact(const api::Request& request, api::Services& services) {
    const auto contact = create_contact(request.context(services), request.body<CreateContact>());
    return api::respond_created("/api/v1/contacts/" + contact.id.text(), present(contact, request.caller()));
}

http::Response handle_get_contact(const api::Request& request, api::Services& services) {
    return api::respond_ok(present(get_contact(request.context(services), request.id<ContactId>()), request.caller()));
}

http::Response handle_update_contact(const api::Request& request, api::Services& services) {
    const auto contact = update_contact(request.context(services), request.id<ContactId>(), request.expected_version(),
                                        request.body<UpdateContact>());
    return api::respond_ok(present(contact, request.caller()));
}

http::Response handle_delete_contact(const api::Request& request, api::Services& services) {
    delete_contact(request.context(services), request.id<ContactId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::contacts
