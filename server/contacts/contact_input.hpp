#pragma once

#include <string_view>
#include <vector>

#include "contacts/contacts.hpp"

namespace rollcall::contacts {

/// What an input is checked against.
struct ContactSetting {
    std::string country;  ///< of the company; empty where it has none
    std::vector<OwnField> fields;
};

/// The contact that the input describes. Throws Error::invalid with all that is wrong.
Contact new_contact(const CreateContact& input, const ContactSetting& setting, Time now);

/// The contact as it will be. Throws Error::invalid with all that is wrong.
Contact changed_contact(const Contact& before, const UpdateContact& input, const ContactSetting& setting, Time now);

/// The fields in which both differ, by their API names.
std::vector<std::string_view> list_contact_changes(const Contact& before, const Contact& after);

}  // namespace rollcall::contacts
