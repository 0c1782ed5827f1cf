#pragma once

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "contacts/contact_selection.hpp"
#include "contacts/contact_store.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(SelectionResult, (), (changed, unchanged, not_found))

/// What the API shows of a contact.
struct ContactBody {
    ContactId id;
    CompanyId company_id;
    std::string company_name;
    std::string name;
    std::optional<std::string> second_name;
    std::optional<std::string> phone;
    std::optional<std::string> phone_text;
    std::optional<bool> phone_is_valid;
    std::vector<std::string> other_phones;
    std::vector<std::string> other_phone_texts;
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
                      (id, company_id, company_name, name, second_name, phone, phone_text, phone_is_valid, other_phones,
                       other_phone_texts, email, job_title, time_zone, tags, fields, do_not_call, consent, created_at,
                       updated_at, can, etag))

/// What is shown is in the caller's scope already.
ContactBody present_contact(const Contact& contact, const access::Caller& caller);

}  // namespace rollcall::contacts
