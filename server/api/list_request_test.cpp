#include "api/list_request.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace rollcall::api {

namespace {

constexpr database::SortColumn sorts[] = {{"name", "a.name"}, {"created_at", "a.created_at"}};
const database::CursorKey key(database::CursorKey::Bytes{7});
constexpr std::string_view filters[] = {"company_id"};

ListRequest read(const http::Request::Pairs& query) {
    return read_list_request(query, {.sorts = sorts, .default_sort = "-created_at", .filters = filters},
                             key.for_list("/boats"));
}

// The parameters that are reported as wrong.
FieldErrors problems(const http::Request::Pairs& query) {
    try {
        read(query);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_fields);
        return error.fields();
    }
}

}  // namespace

TEST(ListRequest, has_defaults) {
    const auto list = read({});
    EXPECT_EQ(list.page.limit, 50);
    EXPECT_EQ(list.page.sort.name, "created_at");
    EXPECT_EQ(list.page.direction, database::Direction::descending);
    EXPECT_FALSE(list.page.cursor);
    EXPECT_FALSE(list.page.total);
    EXPECT_FALSE(list.filter("company_id"));
}

TEST(ListRequest, reads_all_parameters) {
    const auto list = read({{"limit", "200"}, {"sort", "name"}, {"company_id", "7"}});
    EXPECT_EQ(list.page.limit, 200);
    EXPECT_EQ(list.page.sort.name, "name");
    EXPECT_EQ(list.page.direction, database::Direction::ascending);
    EXPECT_EQ(list.filter("company_id"), "7");
}

TEST(ListRequest, refuses_invalid_limits) {
    for (const auto* limit : {"0", "201", "-1", "", "5x", "99999999999999999999", " 5", "1.5"})
        EXPECT_TRUE(problems({{"limit", limit}}).contains("limit")) << limit;
}

TEST(ListRequest, refuses_unknown_and_duplicate_parameters) {
    EXPECT_TRUE(problems({{"serach", "eva"}}).contains("serach"));
    EXPECT_TRUE(problems({{"sort", "password_hash"}}).contains("sort"));
    EXPECT_TRUE(problems({{"total", "true"}}).contains("total"));
    EXPECT_TRUE(problems({{"company_id", "1"}, {"company_id", "2"}}).contains("company_id"));
}

TEST(ListRequest, refuses_a_cursor_of_another_order) {
    const database::Cursor cursor{.sort = "name", .value = std::string("eva"), .id = "1"};
    const auto text = database::encode_cursor(cursor, key.for_list("/boats"));
    EXPECT_TRUE(read({{"sort", "name"}, {"cursor", text}}).page.cursor);
    EXPECT_TRUE(problems({{"sort", "-name"}, {"cursor", text}}).contains("cursor"));
    EXPECT_TRUE(problems({{"sort", "name"}, {"cursor", "x"}}).contains("cursor"));
}

TEST(ListRequest, refuses_a_cursor_of_another_list) {
    const database::Cursor cursor{.sort = "name", .value = std::string("eva"), .id = "1"};
    for (const auto& other : {key.for_list("/berths"), key, database::CursorKey()}) {
        EXPECT_TRUE(problems({{"sort", "name"}, {"cursor", encode_cursor(cursor, other)}}).contains("cursor"));
    }
}

TEST(ListRequest, has_cursors_of_its_list) {
    const database::Cursor cursor{.sort = "name", .value = std::string("eva"), .id = "1"};
    const auto page = read({{"sort", "name"}}).page;
    EXPECT_TRUE(read({{"sort", "name"}, {"cursor", encode_cursor(cursor, page.cursor_key)}}).page.cursor);
}

TEST(ListRequest, reports_everything_that_is_wrong) {
    const auto fields = problems({{"limit", "0"}, {"sort", "size"}, {"colour", "red"}});
    EXPECT_EQ(fields.size(), 3U);
}

}  // namespace rollcall::api
