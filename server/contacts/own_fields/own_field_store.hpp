#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/etag.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::contacts {

enum class OwnFieldKind { text, number, date, boolean, choice };
BOOST_DESCRIBE_ENUM(OwnFieldKind, text, number, date, boolean, choice)

/// A field that the account has defined for its contacts. Its key and its kind never change.
struct OwnField {
    ContactFieldId id;
    std::string key;  ///< its name in the API and in CSV files
    std::string label;
    OwnFieldKind kind = OwnFieldKind::text;
    std::vector<std::string> choices;  ///< of the kind choice, in their order; empty for the others
    Time created_at;
    Version version = 1;
};

/// All of them, in the order of their creation.
std::vector<OwnField> list_own_fields(database::Transaction& tx);
database::LaterRows<std::vector<OwnField>> list_own_fields_later(database::Transaction& tx);

/// Nothing for an unknown id.
std::optional<OwnField> find_own_field(database::Transaction& tx, const ContactFieldId& id);

/// False, and nothing stored, where a field has this key.
[[nodiscard]] bool insert_own_field_row(database::Transaction& tx, const OwnField& field);

/// Stores label and choices, and raises the version.
void update_own_field_row(database::Transaction& tx, const OwnField& field);

/// Deletes the field with the values that contacts have in it.
void delete_own_field_row(database::Transaction& tx, const ContactFieldId& id);

/// Whether a contact has this value in the field.
bool has_own_field_value(database::Transaction& tx, const ContactFieldId& id, const std::string& value);

}  // namespace rollcall::contacts
