#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "contacts/imports/contact_import_store.hpp"
#include "contacts/imports/import_plan.hpp"
#include "contacts/imports/refused_rows.hpp"
#include "core/change.hpp"
#include "core/sealing.hpp"
#include "storage/blobs.hpp"

/// Imports of contacts from CSV files. Who may call: callers with access_crm and the company in scope; for anybody
/// else an import does not exist, or Error permission_missing is thrown. What an import does is done in the background
/// (import_worker.hpp).
namespace rollcall::contacts {

struct UploadImport {
    CompanyId company_id;
    std::optional<std::string> file_name;
};

/// Throws what `upload_contact_import` throws whatever the file is.
void require_may_import(const access::Context& context, const CompanyId& company);

/// Stores the file in UTF-8, and guesses what its columns are: as in the company's last file, else by their names.
/// Throws Error::invalid, also for a company that is not in scope and for a file without rows or with too many.
ContactImport upload_contact_import(const access::Context& context, storage::Blobs& blobs,
                                    const std::filesystem::path& temporary_folder, const UploadImport& input,
                                    const ReadBytes& file);

struct ColumnInput {
    std::int64_t column = 0;           ///< its number in the file, from 1 on
    std::optional<std::string> field;  ///< null: it is ignored
};

/// What is absent stays; so do columns that are not named.
struct UpdateImport {
    Change<std::vector<ColumnInput>> columns;
    Change<ExistingContacts> existing;
    Change<SegmentId> segment_id;  ///< a static one of the company
};

/// Possible until it is started. A dry run has to be made again then. Throws Error::not_found, changed_meanwhile,
/// invalid, conflict.
ContactImport update_contact_import(const access::Context& context, const ContactImportId& id,
                                    const ExpectedVersion& expected, const UpdateImport& input);

/// Begin what the worker does. They throw Error::not_found, changed_meanwhile, conflict where the state does not allow
/// it, and Error::invalid where no column says whom a row is about.
ContactImport check_contact_import(const access::Context& context, const ContactImportId& id,
                                   const ExpectedVersion& expected);
ContactImport start_contact_import(const access::Context& context, const ContactImportId& id,
                                   const ExpectedVersion& expected);
/// Also while it is running, which ends it.
ContactImport undo_contact_import(const access::Context& context, const ContactImportId& id,
                                  const ExpectedVersion& expected);

/// Deletes the file, the undo log and the refused rows; contacts stay. Throws Error::not_found, changed_meanwhile, and
/// conflict while something is being done.
void delete_contact_import(const access::Context& context, const ContactImportId& id, const ExpectedVersion& expected);

ContactImport get_contact_import(const access::Context& context, const ContactImportId& id);
database::Page<ContactImport> get_contact_imports(const access::Context& context, const ContactImportFilter& filter,
                                                  const database::PageRequest& request);

/// A row as it would be imported now.
struct PreviewRow {
    ImportRow row;
    RowOutcome outcome = RowOutcome::refused;
};

/// The first rows of the file. Those with a phone number that was erased are refused; `key` is that of the hashes.
std::vector<PreviewRow> preview_contact_import(const access::Context& context, storage::Blobs& blobs,
                                               const SealingKey& key, const ContactImportId& id);

/// The refused rows of the first chunk after `number` that has some, with its number; asks for the rights each time.
struct RefusedChunk {
    std::int64_t number = 0;
    std::vector<RefusedRow> rows;
};
std::optional<RefusedChunk> get_refused_rows_after(const access::Context& context, const ContactImportId& id,
                                                   std::int64_t number);

}  // namespace rollcall::contacts
