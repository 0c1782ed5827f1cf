#pragma once

#include <string>
#include <vector>

#include "contacts/imports/contact_import_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

/// The erasure of a phone number from imports. An import whose file has the number, however it is written, loses its
/// file, its undo log and its refused rows, since each of these may have the number too; its counts stay. What is left
/// of the rows in the tables contact_imports, contact_import_chunks and contact_import_columns is to be erased by the
/// caller (Database::erase_remains).
namespace rollcall::contacts {

/// The imports whose files have the number: reads all files that are kept, at most 7 days old, from end to end. Also
/// finds files that only have the number as a part of a longer one, or beside other digits.
std::vector<ContactImportId> find_imports_with_number(database::Database& database, storage::Blobs& blobs,
                                                      const std::string& e164);

/// Deletes what these imports keep. One that is being worked on ends as failed.
void erase_imports(database::Transaction& tx, const std::vector<ContactImportId>& imports, Time now);

/// Leaves the files of imports that are gone, or have lost them, to the deletion of unreferenced blobs.
void release_lost_import_files(database::Database& database);

/// Whether a text may contain the number, as a person may have written it: its national digits in their order, in
/// digits of any script, with anything between them but letters, line ends and separators of cells.
class NumberSearch {
public:
    explicit NumberSearch(const std::string& e164);

    /// The next bytes of the text, which is UTF-8.
    void add(std::string_view bytes);
    bool has_found() const { return has_found_; }

private:
    void add_character(char32_t character);

    std::string wanted_;  // the last digits of the number
    std::string digits_;  // those that were read last
    std::string cut_;     // the beginning of a character whose end is in the next bytes
    bool has_found_ = false;
};

}  // namespace rollcall::contacts
