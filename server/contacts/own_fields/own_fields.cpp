#include "contacts/own_fields/own_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/contact_limits.hpp"
#include "core/changed_fields.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

/// The fields of every contact, in the API and in CSV files: an own field with such a key would be mistaken for it.
constexpr std::array<std::string_view, 22> reserved_keys = {"id",
                                                            "company_id",
                                                            "company",
                                                            "name",
                                                            "second_name",
                                                            "first_name",
                                                            "last_name",
                                                            "phone",
                                                            "email",
                                                            "job_title",
                                                            "time_zone",
                                                            "tags",
                                                            "do_not_call",
                                                            "consent",
                                                            "consent_purpose",
                                                            "consent_source",
                                                            "consent_wording",
                                                            "consent_at",
                                                            "consent_withdrawn_at",
                                                            "fields",
                                                            "created_at",
                                                            "updated_at"};

void check_key(const std::string& key, FieldCheck& check) {
    const auto is_allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '_';
    };
    if (key.empty() || key.size() > max_key_characters || key[0] < 'a' || key[0] > 'z' ||
        !std::ranges::all_of(key, is_allowed)) {
        check.fail("key", fmt::format("Use 1 to {} of the characters a to z, 0 to 9 and _, beginning with a letter.",
                                      max_key_characters));
    } else if (std::ranges::find(reserved_keys, key) != reserved_keys.end()) {
        check.fail("key", "Every contact already has a field with this name.");
    }
}

std::vector<std::string> checked_choices(const std::vector<std::string>& choices, OwnFieldKind kind,
                                         FieldCheck& check) {
    if (kind != OwnFieldKind::choice) {
        if (!choices.empty()) check.fail("choices", "Only a field of the kind choice has choices.");
        return {};
    }
    if (choices.empty() || choices.size() > max_choices) {
        check.fail("choices", fmt::format("Give 1 to {} choices.", max_choices));
        return {};
    }
    std::vector<std::string> checked;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        const auto path = fmt::format("choices[{}]", index);
        auto choice = check.name(path, choices[index]);
        if (std::ranges::find(checked, choice) != checked.end()) check.fail(path, "Duplicate choice.");
        checked.push_back(std::move(choice));
    }
    return checked;
}

OwnField require_own_field(Transaction& tx, const CurrentCaller& caller, Action action, const ContactFieldId& id) {
    access::require(caller, action);
    auto field = find_own_field(tx, id);
    if (!field) throw Error::not_found();
    return std::move(*field);
}

void require_unused(Transaction& tx, const OwnField& before, const OwnField& after) {
    for (const auto& choice : before.choices) {
        const auto is_kept = std::ranges::find(after.choices, choice) != after.choices.end();
        if (is_kept || !has_own_field_value(tx, before.id, choice)) continue;
        throw Error(ErrorCode::in_use, fmt::format("Contacts have the choice \"{}\". Change them first.", choice));
    }
}

}  // namespace

OwnField create_own_field(const access::Context& context, const CreateOwnField& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, Action::create_contact_fields);
        const auto now = context.now();
        FieldCheck check;
        check_key(input.key, check);
        const OwnField field{
            .id = ContactFieldId::make(now),
            .key = input.key,
            .label = check.name("label", input.label),
            .kind = input.kind,
            .choices = checked_choices(input.choices.value_or(std::vector<std::string>()), input.kind, check),
            .created_at = now};
        check.finish();
        if (list_own_fields(tx).size() >= max_own_fields) {
            throw Error::conflict(fmt::format("There are {} fields, which is the limit.", max_own_fields));
        }
        if (!insert_own_field_row(tx, field)) throw Error::conflict("There is a field with this key.");
        audit::record(tx, now, caller, "contact_field.created", field.id.text());
        return field;
    });
}

OwnField update_own_field(const access::Context& context, const ContactFieldId& id, const ExpectedVersion& expected,
                          const UpdateOwnField& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto before = require_own_field(tx, caller, Action::update_contact_field, id);
        expected.require(before.version);
        FieldCheck check;
        auto after = before;
        if (input.label.is_present()) after.label = check.name("label", input.label.value().value_or(""));
        if (input.choices.is_present()) {
            after.choices =
                checked_choices(input.choices.value().value_or(std::vector<std::string>()), before.kind, check);
        }
        check.finish();
        const auto changed =
            changed_fields({{"label", before.label != after.label}, {"choices", before.choices != after.choices}});
        if (changed.empty()) return before;
        require_unused(tx, before, after);
        update_own_field_row(tx, after);
        audit::record(tx, context.now(), caller, "contact_field.updated", id.text(), changed);
        return require_own_field(tx, caller, Action::update_contact_field, id);
    });
}

void delete_own_field(const access::Context& context, const ContactFieldId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        expected.require(require_own_field(tx, caller, Action::delete_contact_field, id).version);
        delete_own_field_row(tx, id);
        audit::record(tx, context.now(), caller, "contact_field.deleted", id.text());
    });
}

std::vector<OwnField> get_own_fields(const access::Context& context) {
    access::require(context.caller, Action::view_contact_fields, access::rights_in_scope(context.caller));
    return context.read([](Transaction& tx) { return list_own_fields(tx); });
}

}  // namespace rollcall::contacts
