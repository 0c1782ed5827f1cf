#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contacts/contact_input.hpp"
#include "contacts/imports/csv_reader.hpp"
#include "contacts/imports/import_columns.hpp"

namespace rollcall::contacts {

/// A row of a file, as it was read.
struct ImportRow {
    std::uint64_t line = 0;
    std::vector<std::string> cells;      ///< of a refused row, as in the file; long ones are cut
    std::optional<std::string> refused;  ///< why nothing of it is imported, for a person

    // The rest is meaningless for a refused row.
    std::uint64_t hash = 0;       ///< of what it says besides the phone number
    std::optional<ContactId> id;  ///< of a contact that was exported
    bool has_name = false;        ///< otherwise the name of `contact` is empty
    Contact contact;              ///< what the row says; empty where it says nothing
    bool is_phone_valid = true;   ///< see phone::PhoneNumber
};

/// What a file is read with.
struct ImportReading {
    CompanyId company;
    std::vector<ImportColumn> columns;
    ContactSetting setting;
    char delimiter = ',';
    bool keeps_cells = false;  ///< also those of rows that are not refused
};

/// Reads one row. What is wrong with it is in `refused`, with the names of its columns. Nothing is guessed.
ImportRow read_import_row(CsvRow row, const ImportReading& reading, Time now);

/// The cell of tags of an export, which `read_tags_cell` reads again.
std::string write_tags_cell(const std::vector<std::string>& tags);

/// The tags of a cell, separated by commas or semicolons outside quotes.
std::vector<std::string> read_tags_cell(std::string_view cell);

}  // namespace rollcall::contacts
