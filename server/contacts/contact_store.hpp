#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "contacts/own_fields/own_field_values.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

/// A contact's agreement to be called, as it was given.
struct Consent {
    std::string purpose;                 ///< what the calls may be about
    std::string source;                  ///< where it was given: "form on the website"
    std::optional<std::string> wording;  ///< what was agreed to
    Time at;
    std::optional<Time> withdrawn_at;

    bool operator==(const Consent&) const = default;
};

/// A person whom the agents of one company call or are called by.
struct Contact {
    ContactId id;
    CompanyId company_id;  ///< never changes
    std::string company_name;
    std::optional<std::string> company_country;
    std::string name;
    std::optional<std::string> phone;  ///< in E.164, once in a company
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;  ///< IANA name
    bool do_not_call = false;
    std::optional<Consent> consent;
    std::vector<std::string> tags;  ///< in their order without case
    OwnFieldValues own_fields;
    Time created_at;
    Time updated_at;
    Version version = 1;
};

/// A contact, and the caller's rights on it.
struct ContactWithRights {
    Contact contact;
    access::Rights rights;
};

inline constexpr database::SortColumn contact_sorts[] = {
    {"name", "c.name_folded"},
    {"created_at", "c.created_at", database::SortColumn::Type::integer},
};

/// Which contacts: those that match all that is given.
struct ContactFilter {
    std::optional<CompanyId> company;
    std::optional<std::string> phone;  ///< in E.164
    std::optional<std::string> tag;    ///< in whatever case
    std::optional<bool> do_not_call;
};

/// The contacts of the companies in the caller's scope; none without access_crm.
database::Page<Contact> list_contacts(database::Transaction& tx, const access::Caller& caller,
                                      const ContactFilter& filter, const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<ContactWithRights> find_contact(database::Transaction& tx, const access::Caller& caller,
                                              const ContactId& id, Time now);

/// The name of the company's contact with that phone number, other than `except`.
std::optional<std::string> find_name_by_phone(database::Transaction& tx, const CompanyId& company,
                                              const std::string& phone, const ContactId& except);

/// A contact that has a number, of any company.
struct ContactOfNumber {
    ContactId id;
    CompanyId company_id;
    bool do_not_call = false;
};
BOOST_DESCRIBE_STRUCT(ContactOfNumber, (), (id, company_id, do_not_call))
std::vector<ContactOfNumber> list_contacts_of_number(database::Transaction& tx, const std::string& phone);

/// The phone number must be free in the company.
void insert_contact_row(database::Transaction& tx, const Contact& contact);

/// Stores what has changed, and raises the version. The phone number must be free in the company.
void update_contact_row(database::Transaction& tx, const Contact& before, const Contact& after);

void delete_contact_row(database::Transaction& tx, const ContactId& id);

/// For database::refold_rows.
std::string refold_contact_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::contacts
