#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "contacts/own_fields/own_field_values.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"

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
BOOST_DESCRIBE_STRUCT(Consent, (), (purpose, source, wording, at, withdrawn_at))

/// A person whom the agents of one company call or are called by.
struct Contact {
    ContactId id;
    CompanyId company_id;  ///< never changes
    std::string company_name;
    std::optional<std::string> company_country;
    std::string name;
    std::optional<std::string> second_name;   ///< another by which the contact is known
    std::optional<std::string> phone;         ///< in E.164, once in a company, also among other phones
    std::vector<std::string> other_phones{};  ///< of contacts that were merged into it, likewise
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

/// In the order of the ids, without those that do not exist. The caller of this has asked whether they may be seen.
std::vector<Contact> list_contacts_by_id(database::Transaction& tx, std::span<const ContactId> ids);

/// Nothing for an unknown id.
std::optional<ContactWithRights> find_contact(database::Transaction& tx, const access::Caller& caller,
                                              const ContactId& id, Time now);

struct ContactName {
    ContactId id;
    std::string name;
};

/// The company's contact with that phone number, as its phone or another one, other than `except`.
std::optional<ContactName> find_contact_name_by_phone(database::Transaction& tx, const CompanyId& company,
                                                      const std::string& phone, const ContactId& except);

// These keep the index of the search in the same write (contacts/search/contact_search_index.hpp).

/// The phone number must be free in the company.
void insert_contact_row(database::Transaction& tx, const Contact& contact);

/// Stores what has changed, and raises the version. The phone numbers must be free in the company.
void update_contact_row(database::Transaction& tx, const Contact& before, const Contact& after);

void delete_contact_row(database::Transaction& tx, const ContactId& id);

/// As delete_contact_row for each.
void delete_contact_rows(database::Transaction& tx, std::span<const ContactId> ids);

/// Their tags have changed.
void raise_contact_versions(database::Transaction& tx, std::span<const ContactId> ids, Time now);

/// Stores it, and raises the versions.
void update_contact_do_not_call(database::Transaction& tx, std::span<const ContactId> ids, bool do_not_call, Time now);

/// For database::refold_rows: what contacts are filtered and searched by (`email_caseless`, `match_key`,
/// `search_text`).
std::string refold_contact_filters(database::Transaction& tx, const std::string& position);

/// For database::refold_rows.
std::string refold_contact_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::contacts
