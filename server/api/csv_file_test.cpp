#include "api/csv_file.hpp"

#include <gtest/gtest.h>

namespace rollcall::api {

namespace {

struct Boat {
    std::string name;
    int length;
};

const CsvColumns<Boat> columns = {
    {"name", &Boat::name},
    {"length", [](const Boat& boat) { return std::to_string(boat.length); }},
};

const std::string header = "\xef\xbb\xbf\"name\",\"length\"\r\n";

constexpr database::SortColumn by_name{"name", "b.name"};

/// A list of two pages.
database::Page<Boat> read_page(const database::PageRequest& request) {
    EXPECT_EQ(request.limit, csv_page_rows);
    if (request.cursor) return {{{"Bo", 20}}, {}, {}, {}};
    return {{{"Anna", 5}}, encode_cursor(database::Cursor{.sort = "name", .value = "Anna", .id = "1"}, {}), {}, {}};
}

}  // namespace

TEST(Csv, has_a_header_and_cells_from_one_list_of_columns) {
    const auto response = respond_csv("boats.csv", columns, std::vector<Boat>{{"Anna", 5}, {"Bo", 20}});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, header + "\"Anna\",\"5\"\r\n\"Bo\",\"20\"\r\n");
    EXPECT_EQ(response.header("content-type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(response.header("content-disposition"), "attachment; filename=\"boats.csv\"");
}

TEST(Csv, without_items_has_a_header_only) {
    EXPECT_EQ(respond_csv("boats.csv", columns, std::vector<Boat>{}).body, header);
}

TEST(Csv, of_a_list_is_streamed_page_by_page) {
    const auto response = respond_csv(CsvExport<Boat>{"boats.csv", columns, read_page}, {.sort = by_name});
    EXPECT_EQ(response.next_chunk().bytes, header + "\"Anna\",\"5\"\r\n");
    EXPECT_EQ(response.next_chunk().bytes, "\"Bo\",\"20\"\r\n");
    EXPECT_TRUE(response.next_chunk().is_end());
}

}  // namespace rollcall::api
