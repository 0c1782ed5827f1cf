#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contacts/own_fields/own_field_store.hpp"

/// What the columns of a file are read as. The fields of a contact that a column can hold have the names of the API;
/// those of a consent begin with "consent_", and those that the account has defined are "field.<key>".
namespace rollcall::contacts {

/// One column of a file, in the order of the file.
struct ImportColumn {
    std::string name;                  ///< as in the file's first row; may be empty, and that of another column too
    std::optional<std::string> field;  ///< what it is read as; nothing where it is ignored

    bool operator==(const ImportColumn&) const = default;
};

/// The names of all fields that a column can be read as.
std::vector<std::string> list_import_fields(const std::vector<OwnField>& own_fields);

/// The own field that "field.<key>" names.
const OwnField* find_own_field_of(std::string_view field, const std::vector<OwnField>& own_fields);

/// The form in which headers are compared: only letters and digits, folded.
std::string fold_header(std::string_view header);

/// The field that a header usually names; nothing where it names none. Knows the names of the export, those that are
/// usual in the address books of some languages, and the keys and labels of own fields.
std::optional<std::string> guess_field(std::string_view header, const std::vector<OwnField>& own_fields);

}  // namespace rollcall::contacts
