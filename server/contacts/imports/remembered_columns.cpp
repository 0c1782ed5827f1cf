#include "contacts/imports/remembered_columns.hpp"

#include <algorithm>
#include <map>

#include "contacts/imports/import_limits.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

namespace {

/// Whether a header is what a person has, such as a phone number: then the file's first row is a person.
bool is_data(const ImportColumn& column) {
    const auto digits = phone::with_ascii_digits(column.name);
    const auto count = std::ranges::count_if(digits, [](char one) { return one >= '0' && one <= '9'; });
    return count >= min_digits_of_data || column.name.find('@') != std::string::npos;
}

}  // namespace

void remember_columns(database::Transaction& tx, const ContactImport& import, const std::vector<OwnField>& own_fields) {
    if (std::ranges::any_of(import.columns, is_data)) return;
    std::map<std::string, std::pair<std::optional<std::string>, std::optional<std::string>>> fields;  // read, guessed
    for (const auto& [name, field] : import.columns) {
        auto& [read, guessed] = fields[fold_header(name)];
        if (!read) read = field;
        guessed = guess_field(name, own_fields);
    }
    fields.erase("");
    for (const auto& [header, read_and_guessed] : fields) {
        const auto& [read, guessed] = read_and_guessed;
        if (read == guessed) {
            delete_remembered_column(tx, import.company_id, header);
        } else {
            upsert_remembered_column(tx, import.company_id, header, read.value_or(""));
        }
    }
}

}  // namespace rollcall::contacts
