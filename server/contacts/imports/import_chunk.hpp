#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contacts/contact_store.hpp"
#include "contacts/imports/contact_import_store.hpp"
#include "contacts/imports/import_plan.hpp"
#include "contacts/imports/import_row.hpp"
#include "contacts/imports/import_undo.hpp"
#include "core/sealing.hpp"

/// The parts of an import that are read, imported and undone together.
namespace rollcall::contacts {

/// Why the import may not go on, for a person; nothing where it may. Asked for each chunk.
std::optional<std::string> find_stop_reason(database::Transaction& tx, const ContactImport& import, Time now);

ImportReading make_reading(const ContactImport& import, std::vector<OwnField> own_fields);

/// The next rows of a file: `count`, or fewer at its end, and where they are large.
std::vector<ImportRow> read_import_rows(CsvReader& reader, const ImportReading& reading, std::size_t count, Time now);

/// The contacts that the rows may be of, in few statements.
std::vector<Contact> list_contacts_of_rows(database::Transaction& tx, const CompanyId& company,
                                           const std::vector<ImportRow>& rows);

/// Refuses the rows whose phone numbers were erased. Nothing of their cells is kept.
void refuse_erased_rows(database::Transaction& tx, const SealingKey& key, std::vector<ImportRow>& rows);

/// Undoes a chunk: contacts that it created and nobody has changed since are deleted, changed values that nobody has
/// changed since become the former ones, but for phone numbers that were erased, and contacts leave the segment.
/// Recorded in the audit log as done by the member of the import: each contact that changes. Those that are deleted are
/// not, as they were not when they were created.
UndoCounts undo_chunk(database::Transaction& tx, const SealingKey& key, const ContactImport& import, const UndoLog& log,
                      Time now);

}  // namespace rollcall::contacts
