#include "contacts/imports/contact_imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/imports/import_chunk.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/imports/remembered_columns.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/temporary_file.hpp"
#include "core/text.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

ContactImport require_import(Transaction& tx, const access::Caller& caller, Action action, const ContactImportId& id,
                             Time now) {
    auto found = find_contact_import(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such import
    return std::move(found->import);
}

/// A file as the rows are read from it.
struct ReadFile {
    CsvEncoding encoding = CsvEncoding::utf_8;
    char delimiter = ',';
    std::vector<std::string> header;
    CsvPosition first;
    std::int64_t row_count = 0;
};

/// Refuses a file whose columns cannot be chosen, as they are no text.
void require_text(std::string_view beginning, const std::vector<std::string>& header) {
    // Spreadsheets are ZIP files (APPNOTE.TXT, 4.3.7).
    if (beginning.starts_with("PK\x03\x04")) {
        throw Error::invalid("file", "This is a spreadsheet or another packed file. Save it as CSV, and upload that.");
    }
    if (std::ranges::any_of(header, [](const auto& name) { return name.find('\0') != name.npos; })) {
        throw Error::invalid("file", "This is not a text file. Save the contacts as CSV, and upload that.");
    }
}

ReadFile read_file(storage::Blob& blob, CsvEncoding encoding) {
    constexpr std::size_t beginning_bytes = 64 * 1024;
    const auto beginning = blob.read(0, beginning_bytes);
    ReadFile file{.encoding = encoding, .delimiter = detect_delimiter(beginning)};
    CsvPosition begin;
    if (const auto size = read_separator_line(beginning, file.delimiter)) begin = {.offset = size, .line = 2};
    CsvReader reader([&](auto offset, auto count) { return blob.read(offset, count); }, file.delimiter, begin);
    auto header = reader.next();
    if (!header) throw Error::invalid("file", "The file is empty.");
    if (header->problem) throw Error::invalid("file", std::string(describe_csv_problem(*header->problem)));
    file.header = std::move(header->cells);
    require_text(beginning, file.header);
    file.first = reader.position();
    if (file.header.size() > max_import_columns) {
        throw Error::invalid(
            "file", fmt::format("The file has {} columns; the limit is {}.", file.header.size(), max_import_columns));
    }
    while (reader.next()) {
        if (++file.row_count > max_import_rows) {
            throw Error::invalid(
                "file",
                "The file has more than 2,000,000 rows. Divide it into several files, and upload each of them.");
        }
    }
    if (file.row_count == 0) {
        throw Error::invalid("file", "The file has no rows. Its first row has the names of the columns.");
    }
    return file;
}

/// One line that can be shown.
std::string header_name(const std::string& cell) {
    FieldCheck check;
    try {
        auto name = check.name("name", cell);
        check.finish();
        return name;
    } catch (const Error&) {
        return {};
    }
}

std::vector<ImportColumn> guess_columns(const std::vector<std::string>& header,
                                        const std::map<std::string, std::string>& remembered,
                                        const std::vector<OwnField>& own_fields) {
    const auto fields = list_import_fields(own_fields);
    std::set<std::string> taken;
    std::vector<ImportColumn> columns;
    for (const auto& cell : header) {
        ImportColumn column{.name = header_name(cell)};
        const auto known = remembered.find(fold_header(column.name));
        if (known == remembered.end()) {
            column.field = guess_field(column.name, own_fields);
        } else if (std::ranges::find(fields, known->second) != fields.end()) {
            column.field = known->second;
        }
        if (column.field && !taken.insert(*column.field).second) column.field.reset();
        columns.push_back(std::move(column));
    }
    return columns;
}

void require_columns(const std::vector<ImportColumn>& columns) {
    const auto has = [&](std::string_view field) {
        return std::ranges::any_of(columns, [&](const auto& column) { return column.field == field; });
    };
    if (has("id") || has("name") || has("first_name") || has("last_name") || has("phone")) return;
    throw Error::invalid("columns", "Choose which column has the name or the phone number.");
}

void apply_columns(std::vector<ImportColumn>& columns, const std::vector<ColumnInput>& input,
                   const std::vector<OwnField>& own_fields) {
    const auto fields = list_import_fields(own_fields);
    FieldErrors errors;
    for (std::size_t index = 0; index < input.size(); ++index) {
        const auto& [number, field] = input[index];
        const auto path = fmt::format("columns[{}]", index);
        if (number < 1 || number > static_cast<std::int64_t>(columns.size())) {
            errors.emplace(path + ".column", fmt::format("The file has the columns 1 to {}.", columns.size()));
        } else if (field && std::ranges::find(fields, *field) == fields.end()) {
            errors.emplace(path + ".field", "Contacts have no such field.");
        } else {
            columns[static_cast<std::size_t>(number - 1)].field = field;
        }
    }
    std::set<std::string> taken;
    for (const auto& column : columns) {
        if (column.field && !taken.insert(*column.field).second) {
            errors.emplace("columns", fmt::format("Two columns are read as {}. Choose one of them.", *column.field));
        }
    }
    if (!errors.empty()) throw Error::invalid(std::move(errors));
}

void require_file(const ContactImport& import) {
    if (import.file_state == ImportFileState::expired) {
        throw Error::conflict("Files are deleted after 7 days. Upload the file again.");
    }
    if (import.file_state == ImportFileState::erased) {
        throw Error::conflict("This file was deleted, since a number in it was erased. Upload it again.");
    }
}

void require_static_segment(Transaction& tx, const access::Caller& caller, const ContactImport& import, Time now) {
    const auto found = find_segment(tx, caller, *import.segment_id, now);
    if (!found || found->segment.company_id != import.company_id ||
        !access::decide(caller, Action::update_segment, found->rights).is_allowed()) {
        throw Error::invalid("segment_id", "This company has no such segment.");
    }
    if (found->segment.kind != SegmentKind::static_) {
        throw Error::invalid("segment_id", "This is a saved filter. Choose a segment whose contacts are chosen.");
    }
}

bool is_before_start(const ContactImport& import) {
    return import.state == ImportState::uploaded || import.state == ImportState::checked;
}

/// Whether there is something to undo: it has begun, and the undo log is still there.
bool can_be_undone(const ContactImport& import) {
    const bool has_begun = import.state == ImportState::running || import.state == ImportState::done ||
                           import.state == ImportState::failed;
    return has_begun && import.chunk_count > 0;
}

/// Gives the import a new state in one write, with the caller as the one whose rights are asked from then on.
template <class Change>
ContactImport begin(const access::Context& context, const ContactImportId& id, const ExpectedVersion& expected,
                    std::string_view audited_as, Change change) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        auto import = require_import(tx, caller, Action::update_contact_import, id, now);
        expected.require(import.version);
        change(tx, caller, import, now);
        import.member_id = caller.member;
        import.api_token_id = caller.uses_api_token() ? std::optional(caller.api_token) : std::nullopt;
        import.reason.reset();
        update_contact_import_row(tx, import);
        raise_contact_import_version(tx, id);
        if (!audited_as.empty()) audit::record(tx, now, caller, audited_as, id.text());
        return require_import(tx, caller, Action::update_contact_import, id, now);
    });
}

}  // namespace

void require_may_import(const access::Context& context, const CompanyId& company) {
    context.read([&](Transaction& tx) {
        const auto caller = access::get_current_caller(tx, context.caller);
        require_company_to_create_in(tx, caller, Action::create_contact_imports, company, context.now());
    });
}

ContactImport upload_contact_import(const access::Context& context, storage::Blobs& blobs,
                                    const std::filesystem::path& temporary_folder, const UploadImport& input,
                                    const ReadBytes& file) {
    require_may_import(context, input.company_id);
    FieldCheck check;
    const auto file_name = check.optional_line("file_name", input.file_name);
    check.finish();

    const auto encoding = detect_encoding(file);
    TemporaryFile converted(temporary_folder);
    std::int64_t bytes = 0;
    convert_to_utf_8(encoding, file, [&](std::string_view text) { converted.append(text); });
    file([&](std::string_view part) { bytes += static_cast<std::int64_t>(part.size()); });

    const auto id = ContactImportId::make(context.now());
    const auto blob = import_file_blob(id);
    jobs::put_unreferenced_blob(context.database, blobs, context.clock, blob, converted);
    const auto stored = blobs.open(blob);
    if (!stored) throw Error::unavailable("The file could not be kept. Try again.");
    const auto content = read_file(*stored, encoding);

    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto company =
            require_company_to_create_in(tx, caller, Action::create_contact_imports, input.company_id, now);
        if (sum_kept_import_bytes(tx, company.id) + bytes > max_kept_import_bytes) {
            throw Error::conflict(
                "This company's files of the last 7 days have 2 GB. Delete some of its imports, or wait until they are "
                "deleted.");
        }
        if (!jobs::claim_unreferenced_blob(tx, blob, now)) {
            throw Error::unavailable("The file could not be kept in time. Try again.");
        }
        const ContactImport import{
            .id = id,
            .company_id = company.id,
            .member_id = caller.member,
            .file_name = file_name.value_or(""),
            .file_bytes = bytes,
            .encoding = content.encoding,
            .delimiter = content.delimiter,
            .columns = guess_columns(content.header, list_remembered_columns(tx, company.id), list_own_fields(tx)),
            .row_count = content.row_count,
            .first = content.first,
            .position = content.first,
            .created_at = now,
            .delete_at = now + import_keeping_time};
        insert_contact_import_row(tx, import);
        insert_import_file_row(tx, id);
        audit::record(tx, now, caller, "contact_import.created", id.text());
        return require_import(tx, caller, Action::create_contact_imports, id, now);
    });
}

ContactImport update_contact_import(const access::Context& context, const ContactImportId& id,
                                    const ExpectedVersion& expected, const UpdateImport& input) {
    return begin(context, id, expected, {},
                 [&](Transaction& tx, const CurrentCaller& caller, ContactImport& import, Time now) {
                     if (!is_before_start(import))
                         throw Error::conflict("This import has been started; it stays as it is.");
                     require_file(import);
                     if (input.columns.is_present() && input.columns.value()) {
                         apply_columns(import.columns, *input.columns.value(), list_own_fields(tx));
                     }
                     if (input.existing.is_present()) {
                         import.existing = input.existing.value().value_or(ExistingContacts::skip);
                     }
                     if (input.segment_id.is_present()) import.segment_id = input.segment_id.value();
                     if (import.segment_id) require_static_segment(tx, caller, import, now);
                     import.state = ImportState::uploaded;
                     import.counts = {};
                 });
}

ContactImport check_contact_import(const access::Context& context, const ContactImportId& id,
                                   const ExpectedVersion& expected) {
    return begin(context, id, expected, {}, [&](Transaction&, const CurrentCaller&, ContactImport& import, Time now) {
        if (!is_before_start(import)) throw Error::conflict("This import has already been started.");
        require_file(import);
        require_columns(import.columns);
        import.state = ImportState::checking;
        import.counts = {};
        import.position = import.first;
        import.started_at = now;
    });
}

ContactImport start_contact_import(const access::Context& context, const ContactImportId& id,
                                   const ExpectedVersion& expected) {
    return begin(context, id, expected, "contact_import.started",
                 [&](Transaction& tx, const CurrentCaller&, ContactImport& import, Time now) {
                     if (!is_before_start(import)) throw Error::conflict("This import has already been started.");
                     require_file(import);
                     require_columns(import.columns);
                     remember_columns(tx, import, list_own_fields(tx));
                     import.state = ImportState::running;
                     import.counts = {};
                     import.position = import.first;
                     import.chunk_count = 0;
                     import.started_at = now;
                 });
}

ContactImport undo_contact_import(const access::Context& context, const ContactImportId& id,
                                  const ExpectedVersion& expected) {
    return begin(context, id, expected, "contact_import.undone",
                 [&](Transaction&, const CurrentCaller&, ContactImport& import, Time now) {
                     if (import.file_state == ImportFileState::expired) {
                         throw Error::conflict("An import can be undone within 7 days of its end.");
                     }
                     require_file(import);
                     if (!can_be_undone(import)) throw Error::conflict("There is nothing to undo.");
                     import.state = ImportState::undoing;
                     import.finished_at = import.finished_at.value_or(now);
                     import.delete_at = now + import_keeping_time;
                 });
}

void delete_contact_import(const access::Context& context, const ContactImportId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto import = require_import(tx, caller, Action::delete_contact_import, id, context.now());
        expected.require(import.version);
        if (import.is_active()) throw Error::conflict("This import is being worked on. Wait until it has ended.");
        delete_contact_import_row(tx, id);
        audit::record(tx, context.now(), caller, "contact_import.deleted", id.text());
    });
}

ContactImport get_contact_import(const access::Context& context, const ContactImportId& id) {
    return context.read([&](Transaction& tx) {
        return require_import(tx, context.caller, Action::view_contact_import, id, context.now());
    });
}

database::Page<ContactImport> get_contact_imports(const access::Context& context, const ContactImportFilter& filter,
                                                  const database::PageRequest& request) {
    access::require(context.caller, Action::view_contact_import, access::rights_in_scope(context.caller));
    return context.read(
        [&](Transaction& tx) { return list_contact_imports(tx, context.caller, filter, request, context.now()); });
}

std::vector<PreviewRow> preview_contact_import(const access::Context& context, storage::Blobs& blobs,
                                               const SealingKey& key, const ContactImportId& id) {
    struct Found {
        ContactImport import;
        std::vector<OwnField> fields;
    };
    const auto [import, fields] = context.read([&](Transaction& tx) {
        return Found{require_import(tx, context.caller, Action::view_contact_import, id, context.now()),
                     list_own_fields(tx)};
    });
    require_file(import);
    const auto blob = blobs.open(import_file_blob(id));
    if (!blob) throw Error::not_found();
    auto reading = make_reading(import, fields);
    reading.keeps_cells = true;
    CsvReader reader([&](auto offset, auto count) { return blob->read(offset, count); }, import.delimiter,
                     import.first);
    auto rows = read_import_rows(reader, reading, preview_rows, context.now());
    return context.read([&](Transaction& tx) {
        refuse_erased_rows(tx, key, rows);
        ImportPlan plan(import.existing, list_contacts_of_rows(tx, import.company_id, rows));
        std::vector<PreviewRow> preview;
        for (auto& row : rows) {
            const auto outcome = plan.add(row, context.now());
            preview.push_back({std::move(row), outcome});
        }
        return preview;
    });
}

std::optional<RefusedChunk> get_refused_rows_after(const access::Context& context, const ContactImportId& id,
                                                   std::int64_t number) {
    return context.read([&](Transaction& tx) -> std::optional<RefusedChunk> {
        const auto caller = access::get_current_caller(tx, context.caller);
        const auto import = require_import(tx, caller, Action::view_contact_import, id, context.now());
        // What is left then, the worker deletes: of an earlier dry run, and of a file that is not kept.
        const bool is_at_beginning = import.is_active() && import.counts.rows() == 0;
        if (is_at_beginning || import.file_state != ImportFileState::kept) return std::nullopt;
        const auto chunk = find_refused_chunk_after(tx, id, number);
        if (!chunk) return std::nullopt;
        return RefusedChunk{chunk->number, read_refused_rows(chunk->refused)};
    });
}

}  // namespace rollcall::contacts
