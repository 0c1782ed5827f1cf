#include "backup/row_text.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::backup {

namespace {

using database::TableColumn;
using database::TableLayout;
using Values = std::vector<database::TableValue>;

const TableLayout table{
    .name = "notes",
    .columns = {{.name = "id", .type = TableColumn::Type::integer}, {.name = "text", .type = TableColumn::Type::text}},
    .key_columns = 1};

}  // namespace

TEST(RowText, is_parsed_into_numbers_texts_and_nulls) {
    EXPECT_EQ(parse_row(R"([-7,"a \u00e9\n\"b"])", table), (Values{std::int64_t{-7}, std::string("a \u00e9\n\"b")}));
    EXPECT_EQ(parse_row("[null,null]", table), (Values{std::monostate(), std::monostate()}));
    EXPECT_EQ(parse_row(R"([9223372036854775807,""])", table), (Values{std::int64_t{INT64_MAX}, std::string()}));
}

TEST(RowText, is_refused_where_it_is_not_a_row_of_the_table) {
    for (const auto* line : {"",
                             "[",
                             "[]",
                             "1",
                             "null",
                             "\"a\"",
                             "{}",
                             R"({"id":1})",
                             "[1]",
                             R"([1,"a")",
                             R"([1,"a",null])",
                             R"([1,"a"]])",
                             R"([1,"a"] [1,"a"])",
                             R"(["a",1])",
                             R"([1.5,"a"])",
                             R"([9223372036854775808,"a"])",
                             R"([true,"a"])",
                             R"([[1],"a"])",
                             R"([1,{}])",
                             R"([1,["a"]])",
                             R"([1,"a"]//)",
                             "[1,\"a]"}) {
        EXPECT_THROW(parse_row(line, table), std::runtime_error) << line;
    }
    EXPECT_THROW(parse_row(std::string(10'000'000, '['), table), std::runtime_error);
}

}  // namespace rollcall::backup
