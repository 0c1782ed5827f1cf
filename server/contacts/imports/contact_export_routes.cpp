#include "contacts/imports/contact_export_routes.hpp"

#include "api/csv_file.hpp"
#include "contacts/contacts.hpp"
#include "contacts/imports/import_row.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/list/contact_list_store.hpp"

namespace rollcall::contacts {

namespace {

std::string consent_text(const Contact& contact, std::string Consent::*field) {
    return contact.consent ? (*contact.consent).*field : std::string();
}

std::string text_of(const std::optional<Time>& time) { return time ? to_rfc3339(*time) : std::string(); }

/// Named as the fields that an import reads (import_columns.hpp), so that it reads the file again.
api::CsvColumns<Contact> csv_columns(const std::vector<OwnField>& own_fields) {
    api::CsvColumns<Contact> columns = {
        {"id", [](const Contact& contact) { return contact.id.text(); }},
        {"company", &Contact::company_name},
        {"name", &Contact::name},
        {"second_name", [](const Contact& contact) { return contact.second_name.value_or(""); }},
        {"phone", [](const Contact& contact) { return contact.phone.value_or(""); }},
        {"email", [](const Contact& contact) { return contact.email.value_or(""); }},
        {"job_title", [](const Contact& contact) { return contact.job_title.value_or(""); }},
        {"time_zone", [](const Contact& contact) { return contact.time_zone.value_or(""); }},
        {"tags", [](const Contact& contact) { return write_tags_cell(contact.tags); }},
        {"do_not_call", [](const Contact& contact) { return std::string(contact.do_not_call ? "true" : "false"); }},
        {"consent_purpose", [](const Contact& contact) { return consent_text(contact, &Consent::purpose); }},
        {"consent_source", [](const Contact& contact) { return consent_text(contact, &Consent::source); }},
        {"consent_wording",
         [](const Contact& contact) { return contact.consent ? contact.consent->wording.value_or("") : ""; }},
        {"consent_at",
         [](const Contact& contact) { return contact.consent ? to_rfc3339(contact.consent->at) : std::string(); }},
        {"consent_withdrawn_at",
         [](const Contact& contact) {
             return contact.consent ? text_of(contact.consent->withdrawn_at) : std::string();
         }},
    };
    for (const auto& field : own_fields) {
        // The name of a column is borrowed; its cell keeps it.
        const auto name = std::make_shared<const std::string>(std::string(own_field_prefix) + field.key);
        columns.push_back({*name, [name, key = field.key](const Contact& contact) {
                               const auto value = contact.own_fields.find(key);
                               return value == contact.own_fields.end() ? std::string() : value->second.text;
                           }});
    }
    columns.push_back({"created_at", [](const Contact& contact) { return to_rfc3339(contact.created_at); }});
    columns.push_back({"updated_at", [](const Contact& contact) { return to_rfc3339(contact.updated_at); }});
    return columns;
}

}  // namespace

http::Response handle_export_contacts(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = contact_sorts,
                                    .default_sort = "name",
                                    .filters = contact_filters,
                                    .filter_prefix = own_field_prefix,
                                    .offers_paging = false});
    const auto context = request.context(services);
    const auto filter = read_contact_filter(list);
    const auto require_view = [](const access::Context& current) {
        access::require(current.caller, access::Action::view_contact, access::rights_in_scope(current.caller));
    };
    require_view(context);
    const auto own_fields = context.read([](database::Transaction& tx) { return list_own_fields(tx); });
    const auto read_page = [filter](const access::Context& current, const database::PageRequest& page) {
        return get_contacts(current, filter, page);
    };
    return api::respond_csv(api::CsvExport<Contact>{.name = "contacts.csv",
                                                    .columns = csv_columns(own_fields),
                                                    .context = context,
                                                    .require = require_view,
                                                    .read = read_page},
                            list.page);
}

}  // namespace rollcall::contacts
