#include "contacts/contact_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "contacts/contact_body.hpp"
#include "contacts/contacts.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/list/contact_list_store.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(ConsentInput, (), (purpose, source, wording, at, withdrawn_at, withdrawn_now))
BOOST_DESCRIBE_STRUCT(CreateContact, (),
                      (company_id, name, second_name, phone, email, job_title, time_zone, tags, fields, do_not_call,
                       consent))
BOOST_DESCRIBE_STRUCT(UpdateContact, (),
                      (name, second_name, phone, email, job_title, time_zone, tags, fields, do_not_call, consent))

http::Response handle_list_contacts(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = contact_sorts,
                                    .default_sort = "name",
                                    .filters = contact_filters,
                                    .filter_prefix = own_field_prefix,
                                    .best_first = best_contact_match});
    const auto context = request.context(services);
    const auto page = get_contacts(context, read_contact_filter(list), list.page);
    return api::respond_ok(page, [&](const Contact& contact) { return present_contact(contact, context.caller); });
}

http::Response handle_create_contact(const api::Request& request, api::Services& services) {
    const auto contact = create_contact(request.context(services), request.body<CreateContact>());
    return api::respond_created("/api/v1/contacts/" + contact.id.text(), present_contact(contact, request.caller()));
}

http::Response handle_get_contact(const api::Request& request, api::Services& services) {
    return api::respond_ok(
        present_contact(get_contact(request.context(services), request.id<ContactId>()), request.caller()));
}

http::Response handle_update_contact(const api::Request& request, api::Services& services) {
    const auto contact = update_contact(request.context(services), request.id<ContactId>(), request.expected_version(),
                                        request.body<UpdateContact>());
    return api::respond_ok(present_contact(contact, request.caller()));
}

http::Response handle_delete_contact(const api::Request& request, api::Services& services) {
    delete_contact(request.context(services), request.id<ContactId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::contacts
