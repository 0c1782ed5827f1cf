#include "contacts/imports/import_erasure.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>

#include "contacts/imports/import_columns.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;

// Numbers within a country are written without its code, and some without the area code's first digits. Fewer digits
// than these would be in many other numbers.
constexpr std::size_t compared_digits = 8;
constexpr std::size_t part_bytes = 256 * 1024;

bool has_number(storage::Blob& file, const std::string& e164) {
    NumberSearch search(e164);
    for (std::uint64_t offset = 0; !search.has_found(); offset += part_bytes) {
        const auto part = file.read(offset, part_bytes);
        search.add(part);
        if (part.size() < part_bytes) break;
    }
    return search.has_found();
}

}  // namespace

NumberSearch::NumberSearch(const std::string& e164) {
    std::ranges::copy_if(e164, std::back_inserter(wanted_), [](char one) { return one >= '0' && one <= '9'; });
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
        if (file && has_number(*file, e164)) found.push_back(id);
    }
    return found;
}

void release_lost_import_files(database::Database& database) {
    for (const auto& blob : database.read([](Transaction& tx) { return list_lost_import_files(tx); })) {
        database.write([&](Transaction& tx) {
            jobs::insert_unreferenced_blob_row(tx, blob, jobs::at_once);
            delete_import_file_row(tx, blob);
        });
    }
}

void erase_imports(Transaction& tx, const std::vector<ContactImportId>& imports, Time now) {
    for (const auto& id : imports) {
        auto import = find_contact_import_row(tx, id);
        if (!import || import->file_state != ImportFileState::kept) continue;
        for (const auto& column : import->columns) {
            delete_remembered_column(tx, import->company_id, fold_header(column.name));
        }
        delete_import_chunk_rows(tx, id, std::numeric_limits<std::int64_t>::max());
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
