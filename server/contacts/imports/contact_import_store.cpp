#include "contacts/imports/contact_import_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "access/scope_store.hpp"
#include "contacts/contact_selection_store.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

namespace json = boost::json;
using access::Permission;
using database::StatementBuilder;
using database::Transaction;

/// The columns of the table that never change.
struct UploadedImport {
    ContactImportId id;
    CompanyId company_id;
    std::int64_t file_bytes;
    CsvEncoding encoding;
    std::string delimiter;
    std::int64_t row_count;
    std::uint64_t first_offset;
    std::uint64_t first_line;
    Time created_at;
    Version version;
};
BOOST_DESCRIBE_STRUCT(UploadedImport, (),
                      (id, company_id, file_bytes, encoding, delimiter, row_count, first_offset, first_line, created_at,
                       version))

/// Those that do.
struct ImportProgress {
    std::optional<MemberId> member_id;
    std::optional<ApiTokenId> api_token_id;
    std::string file_name;
    ImportFileState file_state;
    ImportState state;
    std::optional<std::string> reason;
    std::string column_fields;  // a JSON array
    ExistingContacts existing;
    std::optional<SegmentId> segment_id;
    std::uint64_t position_offset;
    std::uint64_t position_line;
    std::int64_t chunk_count;
    RowCounts counts;
    std::int64_t undo_deleted;
    std::int64_t undo_restored;
    std::int64_t undo_kept;
    std::int64_t undo_gone;
    std::optional<Time> started_at;
    std::optional<Time> finished_at;
    Time delete_at;
};
BOOST_DESCRIBE_STRUCT(ImportProgress, (),
                      (member_id, api_token_id, file_name, file_state, state, reason, column_fields, existing,
                       segment_id, position_offset, position_line, chunk_count, counts, undo_deleted, undo_restored,
                       undo_kept, undo_gone, started_at, finished_at, delete_at))

struct StoredImport {
    UploadedImport uploaded;
    ImportProgress progress;
};
BOOST_DESCRIBE_STRUCT(StoredImport, (), (uploaded, progress))

struct ImportRowOfTable {
    UploadedImport uploaded;
    ImportProgress progress;
    std::string company_name;
    std::optional<std::string> company_country;
};
BOOST_DESCRIBE_STRUCT(ImportRowOfTable, (), (uploaded, progress, company_name, company_country))

struct RememberedColumn {
    std::string header;
    std::string field;
};
BOOST_DESCRIBE_STRUCT(RememberedColumn, (), (header, field))

const auto import_columns = database::columns_of<ImportRowOfTable>(
    "i", {{"company_name", "company.name"}, {"company_country", "company.country"}});
constexpr auto from_imports = "contact_imports i JOIN companies company ON company.id = i.company_id";

constexpr auto raise_version = "UPDATE contact_imports SET version = version + 1 WHERE id = $1";
constexpr auto delete_import = "DELETE FROM contact_imports WHERE id = $1";
constexpr auto select_active =
    "SELECT id, company_id FROM contact_imports WHERE state IN ('checking', 'running', 'undoing') "
    "ORDER BY started_at, id";
constexpr auto select_expired = "SELECT id FROM contact_imports WHERE file_state = 'kept' AND delete_at <= $1";
constexpr auto select_with_files = "SELECT id FROM contact_imports WHERE file_state = 'kept' ORDER BY id";
constexpr auto sum_kept_bytes =
    "SELECT CAST(COALESCE(SUM(file_bytes), 0) AS BIGINT) FROM contact_imports "
    "WHERE company_id = $1 AND file_state = 'kept'";
constexpr auto select_chunk =
    "SELECT number, undo, refused FROM contact_import_chunks WHERE import_id = $1 AND number = $2";
constexpr auto select_chunk_after =
    "SELECT number, undo, refused FROM contact_import_chunks WHERE import_id = $1 AND number > $2 "
    "ORDER BY number LIMIT 1";
constexpr auto select_refused =
    "SELECT number, undo, refused FROM contact_import_chunks "
    "WHERE import_id = $1 AND number > $2 AND refused <> '' ORDER BY number LIMIT 1";
constexpr auto insert_chunk =
    "INSERT INTO contact_import_chunks (import_id, number, undo, refused) VALUES ($1, $2, $3, $4)";
constexpr auto upsert_refused = R"(
    INSERT INTO contact_import_chunks (import_id, number, undo, refused) VALUES ($1, $2, '', $3)
    ON CONFLICT (import_id, number) DO UPDATE SET refused = excluded.refused)";
constexpr auto clear_undo = "UPDATE contact_import_chunks SET undo = '' WHERE import_id = $1 AND number = $2";
constexpr auto delete_chunks = R"(
    DELETE FROM contact_import_chunks WHERE import_id = $1 AND number IN (
        SELECT number FROM contact_import_chunks WHERE import_id = $1 ORDER BY number LIMIT $2))";
// One import after the other: there are many chunks of each.
constexpr auto select_import_with_chunks_after =
    "SELECT import_id FROM contact_import_chunks WHERE import_id > $1 ORDER BY import_id LIMIT 1";
constexpr auto select_with_file = "SELECT id FROM contact_imports WHERE id = $1 AND file_state = 'kept'";
constexpr auto insert_file = "INSERT INTO contact_import_files (blob, import_id) VALUES ($1, $2)";
constexpr auto release_file = "UPDATE contact_import_files SET import_id = NULL WHERE import_id = $1";
constexpr auto select_lost_files = "SELECT blob FROM contact_import_files WHERE import_id IS NULL";
constexpr auto delete_file = "DELETE FROM contact_import_files WHERE blob = $1";
constexpr auto select_remembered = "SELECT header, field FROM contact_import_columns WHERE company_id = $1";
constexpr auto upsert_remembered = R"(
    INSERT INTO contact_import_columns (company_id, header, field) VALUES ($1, $2, $3)
    ON CONFLICT (company_id, header) DO UPDATE SET field = excluded.field)";
constexpr auto delete_remembered = "DELETE FROM contact_import_columns WHERE company_id = $1 AND header = $2";

std::string write_columns(const std::vector<ImportColumn>& columns) {
    json::array array;
    for (const auto& [name, field] : columns) {
        json::object column{{"name", name}};
        if (field) column["field"] = *field;
        array.push_back(std::move(column));
    }
    return json::serialize(array);
}

std::vector<ImportColumn> read_columns(const std::string& text) {
    std::vector<ImportColumn> columns;
    const auto array = json::parse(text);
    for (const auto& column : array.as_array()) {
        const auto* field = column.as_object().if_contains("field");
        columns.push_back({.name = std::string(column.at("name").as_string()),
                           .field = field ? std::optional(std::string(field->as_string())) : std::nullopt});
    }
    return columns;
}

ImportProgress progress_of(const ContactImport& import) {
    return {.member_id = import.member_id,
            .api_token_id = import.api_token_id,
            .file_name = import.file_name,
            .file_state = import.file_state,
            .state = import.state,
            .reason = import.reason,
            .column_fields = write_columns(import.columns),
            .existing = import.existing,
            .segment_id = import.segment_id,
            .position_offset = import.position.offset,
            .position_line = import.position.line,
            .chunk_count = import.chunk_count,
            .counts = import.counts,
            .undo_deleted = import.undo.deleted,
            .undo_restored = import.undo.restored,
            .undo_kept = import.undo.kept,
            .undo_gone = import.undo.gone,
            .started_at = import.started_at,
            .finished_at = import.finished_at,
            .delete_at = import.delete_at};
}

ContactImport read_import(const database::Row& row) {
    auto [uploaded, progress, company_name, company_country] = database::read_row<ImportRowOfTable>(row);
    return {.id = uploaded.id,
            .company_id = uploaded.company_id,
            .company_name = std::move(company_name),
            .company_country = std::move(company_country),
            .member_id = progress.member_id,
            .api_token_id = progress.api_token_id,
            .file_name = std::move(progress.file_name),
            .file_bytes = uploaded.file_bytes,
            .file_state = progress.file_state,
            .encoding = uploaded.encoding,
            .delimiter = uploaded.delimiter.at(0),
            .state = progress.state,
            .reason = std::move(progress.reason),
            .columns = read_columns(progress.column_fields),
            .existing = progress.existing,
            .segment_id = std::move(progress.segment_id),
            .row_count = uploaded.row_count,
            .first = {uploaded.first_offset, uploaded.first_line},
            .position = {progress.position_offset, progress.position_line},
            .chunk_count = progress.chunk_count,
            .counts = progress.counts,
            .undo = {progress.undo_deleted, progress.undo_restored, progress.undo_kept, progress.undo_gone},
            .created_at = uploaded.created_at,
            .started_at = progress.started_at,
            .finished_at = progress.finished_at,
            .delete_at = progress.delete_at,
            .version = uploaded.version};
}

ContactImportId read_id(const database::Row& row) { return row.id<ContactImportId>(0); }

}  // namespace

database::Page<ContactImport> list_contact_imports(Transaction& tx, const access::Caller& caller,
                                                   const ContactImportFilter& filter,
                                                   const database::PageRequest& request, Time now) {
    database::ListQuery query(import_columns, from_imports, "i.id");
    const auto scope = access::companies_with(caller, Permission::access_crm, now);
    if (!scope.is_everything()) query.where(scope.includes("i.company_id"));
    if (filter.company) query.where("i.company_id = ?", {*filter.company});
    return query.page(tx, request, read_import);
}

std::optional<ContactImportWithRights> find_contact_import(Transaction& tx, const access::Caller& caller,
                                                           const ContactImportId& id, Time now) {
    StatementBuilder statement("SELECT " + import_columns + ", ");
    statement.add(access::companies_with(caller, {}, now).contains("i.company_id")).add(" FROM ").add(from_imports);
    return statement.where("i.id = ?", {id}).first(tx, [&](const database::Row& row) {
        return ContactImportWithRights{read_import(row),
                                       access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

std::optional<ContactImport> find_contact_import_row(Transaction& tx, const ContactImportId& id) {
    static const auto statement = "SELECT " + import_columns + " FROM " + from_imports + " WHERE i.id = $1";
    return tx.first(statement, read_import, id);
}

void insert_contact_import_row(Transaction& tx, const ContactImport& import) {
    static const auto statement = database::insert_statement<StoredImport>("contact_imports");
    const StoredImport stored{.uploaded = {.id = import.id,
                                           .company_id = import.company_id,
                                           .file_bytes = import.file_bytes,
                                           .encoding = import.encoding,
                                           .delimiter = std::string(1, import.delimiter),
                                           .row_count = import.row_count,
                                           .first_offset = import.first.offset,
                                           .first_line = import.first.line,
                                           .created_at = import.created_at,
                                           .version = import.version},
                              .progress = progress_of(import)};
    tx.execute_with(statement, database::column_values(stored));
}

void update_contact_import_row(Transaction& tx, const ContactImport& import) {
    static const auto statement = "UPDATE contact_imports SET " + database::set_clause<ImportProgress>() +
                                  " WHERE id = $" + std::to_string(database::column_names<ImportProgress>().size() + 1);
    const auto progress = progress_of(import);
    auto values = database::column_values(progress);
    values.emplace_back(import.id);
    tx.execute_with(statement, values);
}

void raise_contact_import_version(Transaction& tx, const ContactImportId& id) { tx.execute(raise_version, id); }

void delete_contact_import_row(Transaction& tx, const ContactImportId& id) {
    tx.execute(release_file, id);
    tx.execute(delete_import, id);
}

std::vector<ContactImportId> list_active_contact_imports(Transaction& tx) {
    const auto all = tx.all(select_active, [](const database::Row& row) {
        return std::pair(row.id<ContactImportId>(0), row.id<CompanyId>(1));
    });
    std::vector<ContactImportId> first;
    std::map<CompanyId, bool> companies;
    for (const auto& [id, company] : all) {
        if (companies.emplace(company, true).second) first.push_back(id);
    }
    return first;
}

jobs::QueueState read_import_queue(Transaction& tx) {
    return jobs::read_queue(tx,
                            "SELECT i.started_at AS since FROM contact_imports i"
                            " WHERE i.state IN ('checking', 'running', 'undoing')");
}

std::vector<ContactImportId> list_expired_contact_imports(Transaction& tx, Time now) {
    return tx.all(select_expired, read_id, now);
}

std::vector<ContactImportId> list_contact_imports_with_files(Transaction& tx) {
    return tx.all(select_with_files, read_id);
}

std::int64_t sum_kept_import_bytes(Transaction& tx, const CompanyId& company) {
    return tx
        .first(
            sum_kept_bytes, [](const database::Row& row) { return row.integer(0); }, company)
        .value();
}

void insert_import_chunk_row(Transaction& tx, const ContactImportId& id, const ImportChunk& chunk) {
    tx.execute(insert_chunk, id, chunk.number, chunk.undo, chunk.refused);
}

void upsert_refused_import_rows(Transaction& tx, const ContactImportId& id, std::int64_t number,
                                std::string_view refused) {
    tx.execute(upsert_refused, id, number, refused);
}

std::optional<ImportChunk> find_import_chunk(Transaction& tx, const ContactImportId& id, std::int64_t number) {
    return tx.first(select_chunk, database::read_row<ImportChunk>, id, number);
}

std::optional<ImportChunk> find_import_chunk_after(Transaction& tx, const ContactImportId& id, std::int64_t number) {
    return tx.first(select_chunk_after, database::read_row<ImportChunk>, id, number);
}

std::optional<ImportChunk> find_refused_chunk_after(Transaction& tx, const ContactImportId& id, std::int64_t number) {
    return tx.first(select_refused, database::read_row<ImportChunk>, id, number);
}

void clear_import_chunk_undo(Transaction& tx, const ContactImportId& id, std::int64_t number) {
    tx.execute(clear_undo, id, number);
}

std::int64_t delete_import_chunk_rows(Transaction& tx, const ContactImportId& id, std::int64_t limit) {
    return tx.execute(delete_chunks, id, limit);
}

std::vector<ContactImportId> list_imports_with_lost_chunks(Transaction& tx) {
    std::vector<ContactImportId> lost;
    auto next = tx.first(select_import_with_chunks_after, read_id, "");
    while (next) {
        if (!tx.first(select_with_file, read_id, *next)) lost.push_back(*next);
        next = tx.first(select_import_with_chunks_after, read_id, *next);
    }
    return lost;
}

std::string import_file_blob(const ContactImportId& id) { return "contact-imports/" + id.text(); }

void insert_import_file_row(Transaction& tx, const ContactImportId& id) {
    tx.execute(insert_file, import_file_blob(id), id);
}

void release_import_file(Transaction& tx, const ContactImportId& id) { tx.execute(release_file, id); }

std::vector<std::string> list_lost_import_files(Transaction& tx) {
    return tx.all(select_lost_files, [](const database::Row& row) { return row.text(0); });
}

void delete_import_file_row(Transaction& tx, const std::string& blob) { tx.execute(delete_file, blob); }

std::map<std::string, std::string> list_remembered_columns(Transaction& tx, const CompanyId& company) {
    std::map<std::string, std::string> columns;
    for (auto& column : tx.all(select_remembered, database::read_row<RememberedColumn>, company)) {
        columns.emplace(std::move(column.header), std::move(column.field));
    }
    return columns;
}

void upsert_remembered_column(Transaction& tx, const CompanyId& company, const std::string& header,
                              const std::string& field) {
    tx.execute(upsert_remembered, company, header, field);
}

void delete_remembered_column(Transaction& tx, const CompanyId& company, const std::string& header) {
    tx.execute(delete_remembered, company, header);
}

}  // namespace rollcall::contacts
