#include "contacts/imports/import_columns.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>

#include "contacts/list/contact_filter.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

constexpr std::array<std::string_view, 16> fields_of_contacts = {
    "id",
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
    "consent_purpose",
    "consent_source",
    "consent_wording",
    "consent_at",
    "consent_withdrawn_at",
};

struct UsualHeader {
    std::string_view header;
    std::string_view field;
};

constexpr UsualHeader usual_headers[] = {
    {"full name", "name"},
    {"contact", "name"},
    {"contact name", "name"},
    {"display name", "name"},
    {"nom complet", "name"},
    {"nombre", "name"},
    {"nombre completo", "name"},
    {"nome", "name"},
    {"naam", "name"},
    {"الاسم", "name"},
    {"氏名", "name"},
    {"名前", "name"},
    {"お名前", "name"},
    {"given name", "first_name"},
    {"vorname", "first_name"},
    {"prénom", "first_name"},
    {"surname", "last_name"},
    {"family name", "last_name"},
    {"nachname", "last_name"},
    {"other name", "second_name"},
    {"phone number", "phone"},
    {"telephone", "phone"},
    {"telephone number", "phone"},
    {"mobile", "phone"},
    {"mobile phone", "phone"},
    {"mobile number", "phone"},
    {"cell", "phone"},
    {"cell phone", "phone"},
    {"tel", "phone"},
    {"number", "phone"},
    {"phone 1 - value", "phone"},
    {"telefon", "phone"},
    {"telefonnummer", "phone"},
    {"rufnummer", "phone"},
    {"mobiltelefon", "phone"},
    {"handy", "phone"},
    {"téléphone", "phone"},
    {"teléfono", "phone"},
    {"telefono", "phone"},
    {"telefone", "phone"},
    {"الهاتف", "phone"},
    {"رقم الهاتف", "phone"},
    {"電話", "phone"},
    {"電話番号", "phone"},
    {"携帯電話", "phone"},
    {"e-mail", "email"},
    {"email address", "email"},
    {"e-mail address", "email"},
    {"mail", "email"},
    {"e-mail-adresse", "email"},
    {"e-mail 1 - value", "email"},
    {"courriel", "email"},
    {"correo electrónico", "email"},
    {"البريد الإلكتروني", "email"},
    {"メール", "email"},
    {"メールアドレス", "email"},
    {"title", "job_title"},
    {"position", "job_title"},
    {"role", "job_title"},
    {"berufsbezeichnung", "job_title"},
    {"役職", "job_title"},
    {"timezone", "time_zone"},
    {"zeitzone", "time_zone"},
    {"tag", "tags"},
    {"labels", "tags"},
    {"groups", "tags"},
    {"schlagwörter", "tags"},
    {"dnc", "do_not_call"},
    {"do not contact", "do_not_call"},
    {"consent", "consent_purpose"},
    {"consent date", "consent_at"},
    {"consent time", "consent_at"},
};

const std::map<std::string, std::string, std::less<>>& fields_by_header() {
    static const auto fields = [] {
        std::map<std::string, std::string, std::less<>> all;
        for (const auto field : fields_of_contacts) {
            all.emplace(fold_header(field), field);
        }
        for (const auto& [header, field] : usual_headers) all.emplace(fold_header(header), field);
        return all;
    }();
    return fields;
}

}  // namespace

std::vector<std::string> list_import_fields(const std::vector<OwnField>& own_fields) {
    std::vector<std::string> fields;
    for (const auto field : fields_of_contacts) {
        fields.emplace_back(field);
    }
    for (const auto& field : own_fields) fields.push_back(std::string(own_field_prefix) + field.key);
    return fields;
}

const OwnField* find_own_field_of(std::string_view field, const std::vector<OwnField>& own_fields) {
    if (!field.starts_with(own_field_prefix)) return nullptr;
    const auto found = std::ranges::find(own_fields, field.substr(own_field_prefix.size()), &OwnField::key);
    return found == own_fields.end() ? nullptr : &*found;
}

std::string fold_header(std::string_view header) {
    const auto text = icu::UnicodeString::fromUTF8(fold(header));
    icu::UnicodeString kept;
    for (int index = 0; index < text.length(); index = text.moveIndex32(index, 1)) {
        if (u_isalnum(text.char32At(index))) kept.append(text.char32At(index));
    }
    std::string result;
    return kept.toUTF8String(result);
}

std::optional<std::string> guess_field(std::string_view header, const std::vector<OwnField>& own_fields) {
    if (find_own_field_of(header, own_fields)) return std::string(header);
    const auto folded = fold_header(header);
    if (folded.empty()) return std::nullopt;
    // What the account has named itself is meant rather than what is usual elsewhere, but for the names of the export.
    const auto is_exported = std::ranges::any_of(fields_of_contacts, [&](auto field) { return field == header; });
    if (!is_exported) {
        for (const auto& field : own_fields) {
            if (fold_header(field.key) == folded || fold_header(field.label) == folded) {
                return std::string(own_field_prefix) + field.key;
            }
        }
    }
    const auto found = fields_by_header().find(folded);
    return found == fields_by_header().end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rollcall::contacts
