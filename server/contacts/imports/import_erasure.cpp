#include "contacts/imports/import_erasure.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "contacts/imports/import_columns.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/imports/import_undo.hpp"
#include "contacts/imports/refused_rows.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;

// Numbers within a country are written without its code, and some without the area code's first digits. Fewer digits
// than these would be in many other numbers.
constexpr std::size_t compared_digits = 8;
constexpr std::size_t part_bytes = 256 * 1024;

bool has_file_number(storage::Blob& file, const std::string& e164) {
    NumberSearch search(e164);
    for (std::uint64_t offset = 0; !search.has_found(); offset += part_bytes) {
        const auto part = file.read(offset, part_bytes);
        search.add(part);
        if (part.size() < part_bytes) break;
    }
    return search.has_found();
}

bool has_chunk_number(const ImportChunk& chunk, const std::string& e164) {
    NumberSearch search(e164);
    for (const auto& text : list_undo_texts(read_undo_log(chunk.undo))) search.add_text(text);
    for (const auto& row : read_refused_rows(chunk.refused)) {
        search.add_text(row.reason);
        for (const auto& cell : row.cells) search.add_text(cell);
    }
    return search.has_found();
}

/// Contacts that an import has changed have more in its undo log than its file has of them.
bool has_any_chunk_number(database::Database& database, const ContactImportId& id, const std::string& e164) {
    std::int64_t number = -1;
    for (;;) {
        const auto chunk = database.read([&](Transaction& tx) { return find_import_chunk_after(tx, id, number); });
        if (!chunk) return false;
        if (has_chunk_number(*chunk, e164)) return true;
        number = chunk->number;
    }
}

bool has_file_name_number(database::Database& database, const ContactImportId& id, const std::string& e164) {
    const auto import = database.read([&](Transaction& tx) { return find_contact_import_row(tx, id); });
    NumberSearch search(e164);
    if (import) search.add_text(import->file_name);
    return search.has_found();
}

}  // namespace

NumberSearch::NumberSearch(const std::string& e164) {
    wanted_ = phone::national_digits(e164);
    if (wanted_.size() > compared_digits) wanted_.erase(0, wanted_.size() - compared_digits);
}

void NumberSearch::add(std::string_view bytes) {
    const auto text = cut_.append(bytes);
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t index = 0;
    std::int32_t begin = 0;
    while (index < size && !has_found_) {
        begin = index;
        UChar32 character = 0;
        U8_NEXT(text.data(), index, size, character);
        const bool may_be_cut = character < 0 && size - begin < U8_MAX_LENGTH;
        if (may_be_cut) break;
        add_character(character < 0 ? U'\ufffd' : static_cast<char32_t>(character));
        begin = index;
    }
    cut_ = text.substr(static_cast<std::size_t>(begin));
}

void NumberSearch::add_text(std::string_view text) {
    add(text);
    add("\n");
}

void NumberSearch::add_character(char32_t character) {
    const auto code = static_cast<UChar32>(character);
    if (const auto value = u_charDigitValue(code); value >= 0) {
        digits_ += static_cast<char>('0' + value);
        if (digits_.size() > wanted_.size()) digits_.erase(0, 1);
        has_found_ = has_found_ || (!wanted_.empty() && digits_ == wanted_);
        return;
    }
    const bool is_between_cells = character == U'\n' || character == U'\r' || character == U',' || character == U';' ||
                                  character == U'\t' || character == U'"';
    if (is_between_cells || u_isalpha(code)) digits_.clear();
}

std::vector<ContactImportId> find_imports_with_number(database::Database& database, storage::Blobs& blobs,
                                                      const std::string& e164) {
    std::vector<ContactImportId> found;
    for (const auto& id : database.read([](Transaction& tx) { return list_contact_imports_with_files(tx); })) {
        const auto file = blobs.open(import_file_blob(id));
        if ((file && has_file_number(*file, e164)) || has_file_name_number(database, id, e164) ||
            has_any_chunk_number(database, id, e164)) {
            found.push_back(id);
        }
    }
    return found;
}

void release_lost_import_files(database::Database& database) {
    for (const auto& id : database.read([](Transaction& tx) { return list_imports_with_lost_chunks(tx); })) {
        while (database.write([&](Transaction& tx) {
            return delete_import_chunk_rows(tx, id, import_chunks_deleted_at_once);
        }) > 0) {
        }
    }
    if (database.read([](Transaction& tx) { return list_lost_import_files(tx); }).empty()) return;
    database.write([](Transaction& tx) {
        for (const auto& blob : list_lost_import_files(tx)) {
            jobs::insert_unreferenced_blob_row(tx, blob, jobs::at_once);
            delete_import_file_row(tx, blob);
        }
    });
}

void erase_imports(Transaction& tx, const std::vector<ContactImportId>& imports, Time now) {
    for (const auto& id : imports) {
        auto import = find_contact_import_row(tx, id);
        if (!import || import->file_state != ImportFileState::kept) continue;
        for (const auto& column : import->columns) {
            delete_remembered_column(tx, import->company_id, fold_header(column.name));
        }
        release_import_file(tx, id);
        if (import->is_active()) {
            import->state = ImportState::failed;
            import->reason = "A number in its file was erased.";
            import->finished_at = now;
        }
        import->file_state = ImportFileState::erased;
        import->file_name.clear();
        import->columns.clear();  // the first row of a file may be no header
        import->chunk_count = 0;
        update_contact_import_row(tx, *import);
        raise_contact_import_version(tx, id);
    }
}

}  // namespace rollcall::contacts
