#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contacts/imports/import_row.hpp"

namespace rollcall::contacts {

/// A row of which nothing was imported.
struct RefusedRow {
    std::uint64_t line = 0;
    std::string reason;
    std::vector<std::string> cells;
};

/// As JSON, for ImportChunk; empty where none of the rows is refused.
std::string write_refused_rows(const std::vector<ImportRow>& rows);
std::vector<RefusedRow> read_refused_rows(std::string_view text);

}  // namespace rollcall::contacts
