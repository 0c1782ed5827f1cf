#pragma once

#include <csv.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::contacts {

/// Where a row begins in a file.
struct CsvPosition {
    std::uint64_t offset = 0;  ///< in bytes
    std::uint64_t line = 1;

    bool operator==(const CsvPosition&) const = default;
};

enum class CsvProblem : std::uint8_t {
    cell_too_long,
    row_too_long,
    quote_not_closed,  ///< until the end of the file
};

/// What is wrong, for a person.
std::string_view describe_csv_problem(CsvProblem problem);

struct CsvRow {
    std::uint64_t line = 0;          ///< where it begins; cells may have line ends
    std::vector<std::string> cells;  ///< a cell that is too long, and what is beyond the limit of a row, is empty
    std::size_t bytes = 0;           ///< of the cells
    std::optional<CsvProblem> problem{};
};

/// Reads a CSV file in UTF-8 (RFC 4180; lines end with CR, LF or both) from a position on, in constant memory. Empty
/// lines, and those whose cells are all blank, are no rows: spreadsheets leave them at the end. Parsed by libcsv. For
/// one thread.
class CsvReader {
public:
    /// The bytes of the file from an offset on, as many as asked for; fewer only at its end.
    using ReadAt = std::function<std::string(std::uint64_t offset, std::size_t count)>;

    CsvReader(ReadAt read_at, char delimiter, CsvPosition begin = {});
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    /// The next row; nothing at the end.
    std::optional<CsvRow> next();
    /// After the last row that `next` has returned. A reader that begins there goes on with the row after it.
    const CsvPosition& position() const { return position_; }

private:
    /// Also a blank one.
    std::optional<CsvRow> next_row();
    /// The rest of the line at the position, or a part of it where it is long; empty at the end of the file.
    std::string_view find_segment();
    void fill_buffer();
    void parse(std::string_view segment);
    void finish();
    static void add_cell_to(void* text, std::size_t size, void* reader);
    static void end_row_of(int, void* reader);
    void add_cell(const char* text, std::size_t size);

    ReadAt read_at_;
    csv_parser parser_;
    CsvPosition position_;
    std::string buffer_;
    std::size_t used_ = 0;  // bytes of the buffer that are parsed
    bool is_at_end_ = false;
    bool has_finished_ = false;

    CsvRow row_;
    bool has_row_begun_ = false;
    bool has_row_ended_ = false;
    bool is_cell_too_long_ = false;
};

/// The character between the cells of a file, by its first row: comma, semicolon or tab, whichever it has most of
/// outside quotes; a comma where it has none.
char detect_delimiter(std::string_view beginning);

/// The length of a line "sep=;" with which Excel's files may begin, with its line end; 0 where there is none. Then
/// `delimiter` is set.
std::size_t read_separator_line(std::string_view beginning, char& delimiter);

}  // namespace rollcall::contacts
