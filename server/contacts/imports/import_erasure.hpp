#pragma once

#include <string>
#include <vector>

#include "contacts/imports/contact_import_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

/// The erasure of a phone number from imports. An import whose file, undo log or refused rows have the number, however
/// it is written, loses all of these; its counts stay. What is left of the rows in the tables contact_imports,
/// contact_import_chunks and contact_import_columns is to be erased by the caller (Database::erase_remains).
namespace rollcall::contacts {

/// The imports that have the number in their files, in what is needed to undo them, or in their refused rows: reads all
/// that is kept, at most 7 days old, from end to end. Also finds imports that only have the number as a part of a
/// longer one, or beside other digits.
std::vector<ContactImportId> find_imports_with_number(database::Database& database, storage::Blobs& blobs,
                                                      const std::string& e164);

/// Takes what these imports keep from them; it is deleted by `release_lost_import_files`. One that is being worked on
/// ends as failed.
void erase_imports(database::Transaction& tx, const std::vector<ContactImportId>& imports, Time now);

/// Of imports that are gone, or have lost their files: deletes the chunks, some in each write, and leaves the files to
/// the deletion of unreferenced blobs. May be called by several threads at once.
void release_lost_import_files(database::Database& database);

/// Whether a text may contain the number, as a person may have written it: its last national digits in their order,
/// in digits of any script, with anything between them but letters, line ends and separators of cells.
class NumberSearch {
public:
    explicit NumberSearch(const std::string& e164);

    /// The next bytes of the text, which is UTF-8.
    void add(std::string_view bytes);
    /// A text of its own, which no number begins or ends outside of.
    void add_text(std::string_view text);
    bool has_found() const { return has_found_; }

private:
    void add_character(char32_t character);

    std::string wanted_;  // the last national digits of the number
    std::string digits_;  // those that were read last
    std::string cut_;     // the beginning of a character whose end is in the next bytes
    bool has_found_ = false;
};

}  // namespace rollcall::contacts
