#include "database/page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "database/testing_backends.hpp"

namespace rollcall::database {
namespace {

constexpr Migration people[] = {
    {1, "people", "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL)"}};
constexpr SortColumn by_name{"name", "p.name", SortColumn::Type::text};
constexpr SortColumn by_age{"age", "p.age", SortColumn::Type::integer};

class Paging : public testing::OnEachBackend {
protected:
    void add(const std::string& id, const std::string& name, int age) {
        database->write([&](Transaction& tx) { tx.execute("INSERT INTO people VALUES ($1, $2, $3)", id, name, age); });
    }

    void remove(const std::string& condition) {
        database->write([&](Transaction& tx) { tx.execute("DELETE FROM people WHERE " + condition); });
    }

    Page<std::string> page(PageRequest request, const std::optional<std::string>& cursor = {}, int youngest = 0) {
        if (cursor) request.cursor = decode_cursor(*cursor, request.sort, request.direction, {}).value();
        return database->read([&](Transaction& tx) {
            ListQuery query("p.id, p.name", "people p", "p.id");
            query.where("p.age >= ?", {youngest});
            return query.page(tx, request, [](const Row& row) { return row.text(0); });
        });
    }

    using Ids = std::vector<std::string>;

    std::unique_ptr<Database> database = empty.open(people, clock);
};

TEST_P(Paging, an_empty_list_is_one_empty_page) {
    const auto only = page({.sort = by_name, .total = true});
    EXPECT_TRUE(only.items.empty());
    EXPECT_FALSE(only.next_cursor);
    EXPECT_FALSE(only.previous_cursor);
    EXPECT_EQ(only.total, 0);
}

TEST_P(Paging, counts_only_when_requested_and_under_the_same_conditions) {
    add("1", "eva", 30);
    add("2", "jonas", 17);
    add("3", "mia", 41);
    EXPECT_FALSE(page({.sort = by_name}).total);
    const auto first = page({.limit = 1, .sort = by_name, .total = true}, {}, 18);
    EXPECT_EQ(first.total, 2);
    const auto second = page({.limit = 1, .sort = by_name, .total = true}, first.next_cursor, 18);
    EXPECT_EQ(second.items, Ids{"3"});
    EXPECT_EQ(second.total, 2);
}

TEST_P(Paging, rows_inserted_meanwhile_do_not_move_the_next_page) {
    add("1", "bo", 1);
    add("2", "eva", 1);
    const auto first = page({.limit = 1, .sort = by_name});
    add("3", "anna", 1);
    EXPECT_EQ(page({.limit = 1, .sort = by_name}, first.next_cursor).items, Ids{"2"});
}

TEST_P(Paging, an_emptied_last_page_leads_back_to_the_last_rows) {
    for (const char* id : {"1", "2", "3"}) add(id, "eva", 30);
    const auto first = page({.limit = 2, .sort = by_name});
    remove("id = '3'");
    const auto emptied = page({.limit = 2, .sort = by_name}, first.next_cursor);
    EXPECT_TRUE(emptied.items.empty());
    EXPECT_FALSE(emptied.next_cursor);
    const auto back = page({.limit = 2, .sort = by_name}, emptied.previous_cursor);
    EXPECT_EQ(back.items, (Ids{"1", "2"}));
    EXPECT_FALSE(back.next_cursor);
    EXPECT_FALSE(back.previous_cursor);
}

TEST_P(Paging, an_emptied_first_page_leads_forward_to_the_remaining_rows) {
    for (const char* id : {"1", "2", "3", "4"}) add(id, "eva", 30);
    const auto first = page({.limit = 2, .sort = by_name});
    const auto second = page({.limit = 2, .sort = by_name}, first.next_cursor);
    remove("id < '3'");
    const auto emptied = page({.limit = 2, .sort = by_name}, second.previous_cursor);
    EXPECT_TRUE(emptied.items.empty());
    EXPECT_FALSE(emptied.previous_cursor);
    const auto on = page({.limit = 2, .sort = by_name}, emptied.next_cursor);
    EXPECT_EQ(on.items, (Ids{"3", "4"}));
    EXPECT_FALSE(on.previous_cursor);
}

TEST_P(Paging, a_cursor_of_another_order_or_a_limit_of_zero_throws) {
    PageRequest request{.sort = by_name};
    request.cursor = Cursor{Cursor::Side::after, "age", std::int64_t{1}, "1"};
    EXPECT_THROW(page(request), std::logic_error);
    EXPECT_THROW(page({.limit = 0, .sort = by_name}), std::logic_error);
}

TEST_P(Paging, values_are_copied_and_each_needs_its_question_mark) {
    add("1", "eva", 30);
    add("2", "jonas", 40);
    ListQuery query("p.id", "(SELECT * FROM people WHERE age > ?) p", "p.id", {1});
    query.where("p.name = ? OR p.name = ?",
                {std::string("a name that is too long for the small string optimization"), std::string("eva")});
    query.where("CAST(? AS TEXT) IS NULL", {std::nullopt});
    const auto found = database->read(
        [&](Transaction& tx) { return query.page(tx, {.sort = by_age}, [](const Row& row) { return row.text(0); }); });
    EXPECT_EQ(found.items, Ids{"1"});
    EXPECT_THROW(query.where("p.name = ?"), std::logic_error);
    EXPECT_THROW(query.where("p.name = ?", {"eva", "jonas"}), std::logic_error);
}

struct Person {
    std::string id;
    std::string name;
    int age = 0;
};

TEST_P(Paging, any_list_reads_the_same_forwards_and_backwards) {
    std::mt19937 random(7);
    const auto up_to = [&](int highest) { return std::uniform_int_distribution(0, highest)(random); };
    for (int round = 0; round < 150; ++round) {
        remove("TRUE");
        std::vector<Person> all;
        for (int count = up_to(25); count > 0; --count) {
            all.push_back({fmt::format("{:02}", count), std::string(1, static_cast<char>('a' + up_to(3))), up_to(3)});
        }
        database->write([&](Transaction& tx) {
            for (const auto& [id, name, age] : all) tx.execute("INSERT INTO people VALUES ($1, $2, $3)", id, name, age);
        });

        PageRequest request{.limit = 1 + up_to(6), .sort = up_to(1) ? by_name : by_age};
        const bool named = request.sort.type == SortColumn::Type::text;
        std::sort(all.begin(), all.end(), [&](const Person& left, const Person& right) {
            return named ? std::tie(left.name, left.id) < std::tie(right.name, right.id)
                         : std::tie(left.age, left.id) < std::tie(right.age, right.id);
        });
        if (up_to(1)) {
            request.direction = Direction::descending;
            std::reverse(all.begin(), all.end());
        }
        Ids expected;
        for (const auto& person : all) expected.push_back(person.id);

        std::vector<Page<std::string>> forth{page(request)};
        EXPECT_FALSE(forth.front().previous_cursor);
        Ids read = forth.front().items;
        while (forth.back().next_cursor) {
            forth.push_back(page(request, forth.back().next_cursor));
            read.insert(read.end(), forth.back().items.begin(), forth.back().items.end());
        }
        ASSERT_EQ(read, expected);

        auto back = forth.back();
        for (auto at = forth.size() - 1; at > 0; --at) {
            ASSERT_TRUE(back.previous_cursor);
            back = page(request, back.previous_cursor);
            ASSERT_EQ(back.items, forth[at - 1].items);
            ASSERT_TRUE(back.next_cursor);
            ASSERT_EQ(page(request, back.next_cursor).items, forth[at].items);
        }
        ASSERT_FALSE(back.previous_cursor);
    }
}

ROLLCALL_ON_BOTH_BACKENDS(Paging);

}  // namespace
}  // namespace rollcall::database
