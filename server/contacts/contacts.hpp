#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/list/contact_filter.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

/// Contacts. Who may call, where nothing else is said: callers with access_crm and the company in scope; for
/// anybody else a contact does not exist, or Error permission_missing is thrown.
namespace rollcall::contacts {

struct ConsentInput {
    std::string purpose;
    std::string source;
    std::optional<std::string> wording;
    std::optional<Time> at;  ///< now where it is absent: clocks of browsers are wrong
    std::optional<Time> withdrawn_at;
    std::optional<bool> withdrawn_now;  ///< instead of `withdrawn_at`
};

struct CreateContact {
    CompanyId company_id;
    std::string name;
    std::optional<std::string> second_name;
    std::optional<std::string> phone;  ///< in any way of writing it
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;
    std::optional<std::vector<std::string>> tags;
    std::optional<boost::json::object> fields;  ///< values of own fields by their keys
    std::optional<bool> do_not_call;
    std::optional<ConsentInput> consent;
};

/// Throws Error::invalid, also for a company that is not in scope, and Error phone_taken, which names the contact that
/// has the number.
Contact create_contact(const access::Context& context, const CreateContact& input);

/// What is absent stays. `tags` and `consent` are replaced; of `fields`, the named ones are.
struct UpdateContact {
    Change<std::string> name;
    Change<std::string> second_name;
    Change<std::string> phone;
    Change<std::string> email;
    Change<std::string> job_title;
    Change<std::string> time_zone;
    Change<std::vector<std::string>> tags;
    Change<boost::json::object> fields;
    Change<bool> do_not_call;
    Change<ConsentInput> consent;
};

/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid and Error phone_taken.
Contact update_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected,
                       const UpdateContact& input);

/// Deletes the contact; calls with its number stay, and who was not to be called is put on the do-not-call list. Throws
/// Error::not_found and Error::changed_meanwhile.
void delete_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected);

/// Throws Error::not_found.
Contact get_contact(const access::Context& context, const ContactId& id);

/// The contact for `action`. Throws what the decision says: Error::not_found, permission_missing.
Contact require_contact(database::Transaction& tx, const access::Caller& caller, access::Action action,
                        const ContactId& id, Time now);

/// Throws Error::invalid for a filter that is not possible.
database::Page<Contact> get_contacts(const access::Context& context, const ContactFilterInput& filter,
                                     const database::PageRequest& request);

}  // namespace rollcall::contacts
