#include "contacts/imports/csv_reader.hpp"

#include <gmock/gmock.h>

#include "contacts/imports/import_limits.hpp"

namespace rollcall::contacts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

CsvReader::ReadAt read_from(const std::string& text) {
    return [&text](std::uint64_t offset, std::size_t count) {
        return offset < text.size() ? text.substr(offset, count) : std::string();
    };
}

std::vector<CsvRow> read_all(const std::string& text, char delimiter = ',') {
    CsvReader reader(read_from(text), delimiter);
    std::vector<CsvRow> rows;
    while (auto row = reader.next()) rows.push_back(std::move(*row));
    return rows;
}

std::vector<std::vector<std::string>> read_cells(const std::string& text, char delimiter = ',') {
    std::vector<std::vector<std::string>> cells;
    for (auto& row : read_all(text, delimiter)) cells.push_back(std::move(row.cells));
    return cells;
}

TEST(CsvReader, ReadsRowsWhateverTheirLineEnds) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        EXPECT_THAT(read_cells("a,b" + end + "1,2" + end + end + "3,4"),
                    ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "4")));
    }
    EXPECT_THAT(read_cells(""), IsEmpty());
    EXPECT_THAT(read_cells("\r\n\n"), IsEmpty());
}

TEST(CsvReader, PassesOverRowsWhoseCellsAreAllBlank) {
    const std::string text = ",\r\na,b\r\n , \"\"\r\n\r\n1,\r\n,,,\r\n\"\"\r\n,2\r\n,\r\n,";
    const auto rows = read_all(text);
    EXPECT_THAT(read_cells(text), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", ""), ElementsAre("", "2")));
    EXPECT_EQ(rows.back().line, 8U);
}

TEST(CsvReader, ReadsQuotedCellsWithLineEndsQuotesAndNulBytes) {
    EXPECT_THAT(read_cells("\"a\r\nb\",\"say \"\"hello\"\"\"\r\nx,\"\"\n"),
                ElementsAre(ElementsAre("a\r\nb", "say \"hello\""), ElementsAre("x", "")));
    const std::string with_nul("a\0b,c\nd,e\n", 10);
    EXPECT_THAT(read_cells(with_nul), ElementsAre(ElementsAre(std::string("a\0b", 3), "c"), ElementsAre("d", "e")));
}

TEST(CsvReader, SaysInWhichLineARowBegins) {
    const auto rows = read_all("name\r\n\"two\r\nlines\"\r\n\r\nlast");
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_EQ(rows[0].line, 1U);
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].line, 5U);
}

TEST(CsvReader, RefusesACellThatIsTooLongAndGoesOnAfterIt) {
    for (const std::string& filling : {std::string(10'000'000, 'x'), std::string(10'000'000, ' ') + "x"}) {
        for (const std::string quote : {"", "\""}) {
            const auto rows = read_all("a,b\n1," + quote + "y" + filling + quote + "\n2,z\n");
            ASSERT_THAT(rows, SizeIs(3));
            EXPECT_EQ(rows[1].problem, CsvProblem::cell_too_long);
            EXPECT_THAT(rows[1].cells, ElementsAre("1", ""));
            EXPECT_THAT(rows[2].cells, ElementsAre("2", "z"));
            EXPECT_FALSE(rows[2].problem);
        }
    }
    std::string lines;
    for (int number = 0; number < 100'000; ++number) lines += "a line, and a comma\n";
    const auto rows = read_all("a,b\n1,\"" + lines + "\"\n2,z\n");
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_EQ(rows[1].problem, CsvProblem::cell_too_long);
    EXPECT_EQ(rows[2].line, 100'003U);
}

TEST(CsvReader, TakesACellOfTheLimit) {
    const auto rows = read_all(std::string(max_cell_bytes, 'x') + ",b\n");
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_FALSE(rows[0].problem);
    EXPECT_EQ(rows[0].bytes, max_cell_bytes + 1);
}

TEST(CsvReader, RefusesARowThatIsTooLong) {
    std::string row;
    for (int number = 0; number < 40; ++number) row += std::string(50'000, 'x') + ",";
    const auto rows = read_all("a\n" + row + "\nb\n" + std::string(1'000'000, ',') + "\nc\n");
    ASSERT_THAT(rows, SizeIs(5));
    EXPECT_EQ(rows[1].problem, CsvProblem::row_too_long);
    EXPECT_LE(rows[1].bytes, max_row_bytes);
    EXPECT_THAT(rows[2].cells, ElementsAre("b"));
    EXPECT_EQ(rows[3].problem, CsvProblem::row_too_long);
    EXPECT_THAT(rows[4].cells, ElementsAre("c"));
}

TEST(CsvReader, TellsAQuoteThatIsNeverClosed) {
    const auto rows = read_all("a,b\n1,\"open\n2,z\n3,y\n");
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[1].problem, CsvProblem::quote_not_closed);
    EXPECT_EQ(rows[1].line, 2U);
}

TEST(CsvReader, GoesOnFromThePositionAfterAnyRow) {
    std::string text = "name,note\r\n";
    for (int number = 0; number < 3'000; ++number) {
        text += "\"person " + std::to_string(number) + "\",\"one\r\ntwo " + std::string(number % 97, 'x') + "\"\r\n";
    }
    CsvReader whole(read_from(text), ',');
    std::vector<CsvPosition> positions;
    std::vector<CsvRow> rows;
    while (auto row = whole.next()) {
        rows.push_back(std::move(*row));
        positions.push_back(whole.position());
    }
    ASSERT_THAT(rows, SizeIs(3'001));
    for (std::size_t index = 0; index + 1 < rows.size(); ++index) {
        CsvReader reader(read_from(text), ',', positions[index]);
        const auto row = reader.next();
        ASSERT_TRUE(row);
        EXPECT_EQ(row->cells, rows[index + 1].cells);
        EXPECT_EQ(row->line, rows[index + 1].line);
        EXPECT_EQ(reader.position(), positions[index + 1]);
    }
}

TEST(CsvReader, ReadsLineEndsAtTheEndOfABuffer) {
    constexpr std::size_t buffer = 64 * 1024;
    for (std::size_t size = buffer - 3; size <= buffer + 1; ++size) {
        const auto rows = read_all(std::string(size - 4, 'x') + ",y\r\nlast\r\n");
        ASSERT_THAT(rows, SizeIs(2)) << size;
        EXPECT_EQ(rows[1].line, 2U) << size;
    }
}

TEST(CsvReader, FindsTheDelimiterOutsideQuotes) {
    EXPECT_EQ(detect_delimiter("name,phone\n;;;;"), ',');
    EXPECT_EQ(detect_delimiter("\r\nname;phone;\"a,b,c,d\"\n"), ';');
    EXPECT_EQ(detect_delimiter("name\tphone, mobile\temail\n"), '\t');
    EXPECT_EQ(detect_delimiter("name\n1,2,3"), ',');
    char delimiter = ',';
    EXPECT_EQ(read_separator_line("sep=;\r\nname;phone", delimiter), 7U);
    EXPECT_EQ(delimiter, ';');
    EXPECT_EQ(read_separator_line("separate;phone", delimiter), 0U);
}

}  // namespace
}  // namespace rollcall::contacts
