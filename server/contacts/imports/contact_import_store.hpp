#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "contacts/imports/csv_encoding.hpp"
#include "contacts/imports/csv_reader.hpp"
#include "contacts/imports/import_columns.hpp"
#include "contacts/imports/import_plan.hpp"
#include "core/etag.hpp"
#include "core/id.hpp"
#include "database/page.hpp"
#include "jobs/queue_store.hpp"

namespace rollcall::contacts {

using ContactImportId = Id<struct ContactImportTag>;

enum class ImportState {
    uploaded,
    checking,  ///< a dry run is going on
    checked,   ///< the counts are those of the dry run
    running,
    done,
    undoing,
    undone,
    failed,  ///< `reason` says why; what was imported until then can be undone
};
BOOST_DESCRIBE_ENUM(ImportState, uploaded, checking, checked, running, done, undoing, undone, failed)

/// Whether the file of an import is there, and with it its undo log and its refused rows.
enum class ImportFileState { kept, expired, erased };
BOOST_DESCRIBE_ENUM(ImportFileState, kept, expired, erased)

/// What became of the contacts of an import that was undone.
struct UndoCounts {
    std::int64_t deleted = 0;   ///< contacts that the import had created
    std::int64_t restored = 0;  ///< contacts that have their former values
    std::int64_t kept = 0;      ///< contacts that somebody has changed since; of the updated ones, what was changed
    std::int64_t gone = 0;      ///< contacts that somebody has deleted since
};
BOOST_DESCRIBE_STRUCT(UndoCounts, (), (deleted, restored, kept, gone))

/// A file of contacts of one company that is imported.
struct ContactImport {
    ContactImportId id;
    CompanyId company_id;
    std::string company_name;
    std::optional<std::string> company_country;
    std::optional<MemberId> member_id;  ///< whose rights are asked for each chunk; nothing once that member is removed
    std::optional<ApiTokenId> api_token_id{};  ///< of the token that began the import; nothing for a session
    std::string file_name;
    std::int64_t file_bytes = 0;
    ImportFileState file_state = ImportFileState::kept;
    CsvEncoding encoding = CsvEncoding::utf_8;
    char delimiter = ',';
    ImportState state = ImportState::uploaded;
    std::optional<std::string> reason;
    std::vector<ImportColumn> columns;
    ExistingContacts existing = ExistingContacts::skip;
    std::optional<SegmentId> segment_id;
    std::int64_t row_count = 0;
    CsvPosition first;     ///< of the first row
    CsvPosition position;  ///< of the first row that is not imported yet
    std::int64_t chunk_count = 0;
    RowCounts counts;
    UndoCounts undo;
    Time created_at;
    std::optional<Time> started_at;
    std::optional<Time> finished_at;
    Time delete_at;
    Version version = 1;

    bool is_active() const {
        return state == ImportState::checking || state == ImportState::running || state == ImportState::undoing;
    }
};

struct ContactImportWithRights {
    ContactImport import;
    access::Rights rights;
};

inline constexpr database::SortColumn contact_import_sorts[] = {
    {"created_at", "i.created_at", database::SortColumn::Type::integer},
};

struct ContactImportFilter {
    std::optional<CompanyId> company;
};

/// The imports of the companies in the caller's scope; none without access_crm.
database::Page<ContactImport> list_contact_imports(database::Transaction& tx, const access::Caller& caller,
                                                   const ContactImportFilter& filter,
                                                   const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<ContactImportWithRights> find_contact_import(database::Transaction& tx, const access::Caller& caller,
                                                           const ContactImportId& id, Time now);

/// The same without asking who may see it.
std::optional<ContactImport> find_contact_import_row(database::Transaction& tx, const ContactImportId& id);

void insert_contact_import_row(database::Transaction& tx, const ContactImport& import);

/// Stores everything that changes but the version.
void update_contact_import_row(database::Transaction& tx, const ContactImport& import);
void raise_contact_import_version(database::Transaction& tx, const ContactImportId& id);

/// Its file is then one of `list_lost_import_files`, and its chunks are some of `list_imports_with_lost_chunks`.
void delete_contact_import_row(database::Transaction& tx, const ContactImportId& id);

/// The imports that are to be worked on, one for each company: that which was started first.
std::vector<ContactImportId> list_active_contact_imports(database::Transaction& tx);

/// All imports that are to be worked on.
jobs::QueueState read_import_queue(database::Transaction& tx);

/// The imports whose files are to be deleted by now.
std::vector<ContactImportId> list_expired_contact_imports(database::Transaction& tx, Time now);

/// The imports whose files are kept, the earliest first.
std::vector<ContactImportId> list_contact_imports_with_files(database::Transaction& tx);

/// The bytes of all files of the company that are kept.
std::int64_t sum_kept_import_bytes(database::Transaction& tx, const CompanyId& company);

/// What one write of an import has done.
struct ImportChunk {
    std::int64_t number = 0;
    std::string undo;     ///< see write_undo_log
    std::string refused;  ///< see write_refused_rows
};
BOOST_DESCRIBE_STRUCT(ImportChunk, (), (number, undo, refused))

void insert_import_chunk_row(database::Transaction& tx, const ContactImportId& id, const ImportChunk& chunk);
/// Of a dry run, which another instance may have begun before.
void upsert_refused_import_rows(database::Transaction& tx, const ContactImportId& id, std::int64_t number,
                                std::string_view refused);
std::optional<ImportChunk> find_import_chunk(database::Transaction& tx, const ContactImportId& id, std::int64_t number);
/// The first chunk after `number`.
std::optional<ImportChunk> find_import_chunk_after(database::Transaction& tx, const ContactImportId& id,
                                                   std::int64_t number);
/// The first chunk after `number` that has refused rows.
std::optional<ImportChunk> find_refused_chunk_after(database::Transaction& tx, const ContactImportId& id,
                                                    std::int64_t number);
void clear_import_chunk_undo(database::Transaction& tx, const ContactImportId& id, std::int64_t number);
/// Deletes at most `limit` chunks. Returns how many.
std::int64_t delete_import_chunk_rows(database::Transaction& tx, const ContactImportId& id, std::int64_t limit);

/// The imports that are gone or have lost their files, and have chunks.
std::vector<ContactImportId> list_imports_with_lost_chunks(database::Transaction& tx);

std::string import_file_blob(const ContactImportId& id);
void insert_import_file_row(database::Transaction& tx, const ContactImportId& id);
/// Leaves the file of an import to `list_lost_import_files`.
void release_import_file(database::Transaction& tx, const ContactImportId& id);
/// The blobs of imports that are gone.
std::vector<std::string> list_lost_import_files(database::Transaction& tx);
void delete_import_file_row(database::Transaction& tx, const std::string& blob);

/// What a company's columns were last read as, by their folded headers; empty where a column was ignored.
std::map<std::string, std::string> list_remembered_columns(database::Transaction& tx, const CompanyId& company);
void upsert_remembered_column(database::Transaction& tx, const CompanyId& company, const std::string& header,
                              const std::string& field);
void delete_remembered_column(database::Transaction& tx, const CompanyId& company, const std::string& header);

}  // namespace rollcall::contacts
