#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"

/// The account's own fields of contacts. While the CRM is switched off, every rule throws Error permission_missing.
namespace rollcall::contacts {

struct CreateOwnField {
    std::string key;  ///< a to z, 0 to 9 and _, beginning with a letter
    std::string label;
    OwnFieldKind kind = OwnFieldKind::text;
    std::optional<std::vector<std::string>> choices;  ///< of the kind choice, and of no other
};

/// Who may call: administrators. Throws Error::invalid, and Error::conflict where the key is taken or there are
/// max_own_fields already.
OwnField create_own_field(const access::Context& context, const CreateOwnField& input);

struct UpdateOwnField {
    Change<std::string> label;
    Change<std::vector<std::string>> choices;
};

/// Who may call: administrators. Throws Error::not_found, Error::changed_meanwhile, Error::invalid, and Error in_use
/// where a choice is left out that contacts have.
OwnField update_own_field(const access::Context& context, const ContactFieldId& id, const ExpectedVersion& expected,
                          const UpdateOwnField& input);

/// Deletes the field, and what contacts have in it. Who may call: administrators. Throws Error::not_found and
/// Error::changed_meanwhile.
void delete_own_field(const access::Context& context, const ContactFieldId& id, const ExpectedVersion& expected);

/// All, in the order of their creation. Who may call: callers with access_crm.
std::vector<OwnField> get_own_fields(const access::Context& context);

}  // namespace rollcall::contacts
