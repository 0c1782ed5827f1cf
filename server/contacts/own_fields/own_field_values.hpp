#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contacts/own_fields/own_field_store.hpp"
#include "core/field_check.hpp"

namespace rollcall::contacts {

/// A value, as it is stored: a text and a choice as they are, a number in decimal digits ("12.5"), a date as
/// "2026-11-28", a boolean as "true" or "false".
struct OwnFieldValue {
    OwnFieldKind kind = OwnFieldKind::text;
    std::string text;

    bool operator==(const OwnFieldValue&) const = default;
};

/// What a contact has in the account's own fields, by the key of the field.
using OwnFieldValues = std::map<std::string, OwnFieldValue>;

/// The values after a change, in which each field is absent (unchanged), null (empty) or a new value: text, date and
/// choice are JSON texts, a number and a boolean are what JSON has for them. Notes in `check` what is wrong, by
/// "fields.key".
OwnFieldValues apply_own_field_values(const OwnFieldValues& before, const boost::json::object& change,
                                      const std::vector<OwnField>& fields, FieldCheck& check);

/// The value that a text names: "12.5", "2026-11-28", "true". Nothing for no text, and where it is wrong, which is
/// noted in `check` by `path`.
std::optional<OwnFieldValue> parse_own_field_value(const OwnField& field, const std::string& text,
                                                   const std::string& path, FieldCheck& check);

/// The form in which values of one field are compared: equal texts where they differ in case only, numbers and dates in
/// the order of bytes. At most 200 bytes: a longer text is replaced by its beginning and a hash.
std::string match_key(const OwnFieldValue& value);

boost::json::object own_field_values_as_json(const OwnFieldValues& values);

}  // namespace rollcall::contacts
