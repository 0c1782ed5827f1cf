#include "contacts/imports/csv_reader.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>

#include "contacts/imports/import_limits.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;
constexpr std::size_t cell_growth_bytes = 4096;

// States of libcsv's parser, which its header does not name.
constexpr int row_not_begun = 0;
constexpr int field_begun = 2;

// libcsv enlarges the buffer of a cell by this; what it refuses ends the parsing, which continues with an empty cell.
void* reallocate_up_to_limit(void* memory, std::size_t size) {
    return size > max_cell_bytes + 1 ? nullptr : std::realloc(memory, size);
}

bool is_blank(const CsvRow& row) {
    return !row.problem && std::ranges::all_of(row.cells, [](const auto& cell) { return trim(cell).empty(); });
}

}  // namespace

std::string_view describe_csv_problem(CsvProblem problem) {
    switch (problem) {
        case CsvProblem::cell_too_long:
            return "A cell of this row is longer than 64 kB.";
        case CsvProblem::row_too_long:
            return "This row is longer than 1 MB.";
        case CsvProblem::quote_not_closed:
            return "A quotation mark that begins in this row is never closed, so that the rest of the file is part of "
                   "it.";
    }
    throw std::logic_error("a problem without a description");
}

CsvReader::CsvReader(ReadAt read_at, char delimiter, CsvPosition begin)
    : read_at_(std::move(read_at)), parser_(), position_(begin) {
    if (csv_init(&parser_, 0) != 0) throw std::bad_alloc();
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    csv_set_blk_size(&parser_, cell_growth_bytes);
    csv_set_realloc_func(&parser_, reallocate_up_to_limit);
}

CsvReader::~CsvReader() { csv_free(&parser_); }

std::optional<CsvRow> CsvReader::next() {
    auto row = next_row();
    while (row && is_blank(*row)) row = next_row();
    return row;
}

std::optional<CsvRow> CsvReader::next_row() {
    row_ = {};
    has_row_begun_ = has_row_ended_ = false;
    while (!has_row_ended_) {
        const auto segment = find_segment();
        if (segment.empty()) {
            if (has_finished_) return std::nullopt;
            finish();
            if (!has_row_ended_) return std::nullopt;
            break;
        }
        if (!has_row_begun_) row_.line = position_.line;
        parse(segment);
        used_ += segment.size();
        position_.offset += segment.size();
        if (segment.back() == '\n' || segment.back() == '\r') ++position_.line;
    }
    return std::move(row_);
}

void CsvReader::fill_buffer() {
    buffer_.erase(0, used_);
    used_ = 0;
    const auto more = read_at_(position_.offset + buffer_.size(), buffer_bytes);
    is_at_end_ = more.size() < buffer_bytes;
    buffer_ += more;
}

std::string_view CsvReader::find_segment() {
    // A carriage return at the end of the buffer may be the first half of a line end.
    for (;;) {
        const auto rest = std::string_view(buffer_).substr(used_);
        const auto end = rest.find_first_of("\r\n");
        if (end != rest.npos && end + 1 < rest.size()) {
            return rest.substr(0, rest[end] == '\r' && rest[end + 1] == '\n' ? end + 2 : end + 1);
        }
        if (is_at_end_ || (end == rest.npos && rest.size() >= buffer_bytes)) return rest;
        fill_buffer();
    }
}

void CsvReader::parse(std::string_view segment) {
    for (;;) {
        const auto parsed = csv_parse(&parser_, segment.data(), segment.size(), add_cell_to, end_row_of, this);
        if (parsed == segment.size()) break;
        // The cell has reached its limit; the rest of it is read over.
        is_cell_too_long_ = true;
        parser_.entry_pos = 0;
        segment.remove_prefix(parsed);
    }
    has_row_begun_ = parser_.pstate != row_not_begun;
}

void CsvReader::finish() {
    has_finished_ = true;
    const bool is_quote_open = parser_.pstate == field_begun && parser_.quoted != 0;
    csv_fini(&parser_, add_cell_to, end_row_of, this);
    if (is_quote_open) row_.problem = CsvProblem::quote_not_closed;
}

void CsvReader::add_cell_to(void* text, std::size_t size, void* reader) {
    static_cast<CsvReader*>(reader)->add_cell(static_cast<const char*>(text), size);
}

void CsvReader::end_row_of(int, void* reader) { static_cast<CsvReader*>(reader)->has_row_ended_ = true; }

void CsvReader::add_cell(const char* text, std::size_t size) {
    if (std::exchange(is_cell_too_long_, false)) {
        row_.problem = CsvProblem::cell_too_long;
        size = 0;
    } else if (row_.bytes + size > max_row_bytes || row_.cells.size() > max_row_bytes / sizeof(std::string)) {
        row_.problem = CsvProblem::row_too_long;
        return;
    }
    row_.bytes += size;
    row_.cells.emplace_back(text, size);
}

char detect_delimiter(std::string_view beginning) {
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    bool is_quoted = false;
    bool has_begun = false;
    for (const char character : beginning) {
        if (character == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (character == '\r' || character == '\n') {
            if (has_begun) break;
            continue;
        }
        has_begun = true;
        if (character == ',') ++commas;
        if (character == ';') ++semicolons;
        if (character == '\t') ++tabs;
    }
    if (semicolons > commas && semicolons >= tabs) return ';';
    if (tabs > commas) return '\t';
    return ',';
}

std::size_t read_separator_line(std::string_view beginning, char& delimiter) {
    if (!beginning.starts_with("sep=") || beginning.size() < 6) return 0;
    const auto end = beginning.find_first_of("\r\n");
    if (end != 5 || std::string_view(",;\t").find(beginning[4]) == std::string_view::npos) return 0;
    delimiter = beginning[4];
    return beginning.substr(end).starts_with("\r\n") ? 7 : 6;
}

}  // namespace rollcall::contacts
