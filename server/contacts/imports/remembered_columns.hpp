#pragma once

#include <vector>

#include "contacts/imports/contact_import_store.hpp"
#include "contacts/own_fields/own_field_store.hpp"

namespace rollcall::contacts {

/// So that the next file of the company is read likewise. Of columns of one name, the one that is read counts. Nothing
/// is remembered of a person whom a file without headers has in its first row.
void remember_columns(database::Transaction& tx, const ContactImport& import, const std::vector<OwnField>& own_fields);

}  // namespace rollcall::contacts
