#include "api/csv_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_limits.hpp"
#include "core/error.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::api {

namespace {

using database::Transaction;
using namespace std::string_literals;

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

/// A list of two pages, of which one item is read before the file begins.
database::Page<Boat> read_page(const access::Context&, const database::PageRequest& request) {
    EXPECT_THAT(request.limit, ::testing::AnyOf(1, csv_page_rows));
    if (request.cursor) return {{{"Bo", 20}}, {}, {}, {}};
    return {{{"Anna", 5}}, encode_cursor(database::Cursor{.sort = "name", .value = "Anna", .id = "1"}, {}), {}, {}};
}

/// Eva is signed in.
class CsvExportOfBoats : public database::testing::OnEachBackend {
protected:
    CsvExportOfBoats() {
        database->write([&](Transaction& tx) {
            database::testing::insert_test_account(tx);
            database::testing::insert_test_member(tx, "eva", "administrator");
            tx.execute(R"(INSERT INTO sessions (id, token_hash, member_id, user_agent, address, created_at,
                                                last_active_at)
                          VALUES ('here', 'here', 'eva', '', '', $1, $1))",
                       clock.now());
        });
    }

    CsvExport<Boat> boats() {
        return {"boats.csv",
                columns,
                {*database, clock, {.member = MemberId("eva"s), .session = SessionId("here"s)}},
                [](const access::Context&) {},
                read_page};
    }

    void execute(std::string_view statement) {
        database->write([&](Transaction& tx) { tx.execute(statement); });
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};
ROLLCALL_ON_BOTH_BACKENDS(CsvExportOfBoats);

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

TEST_P(CsvExportOfBoats, is_streamed_page_by_page) {
    const auto response = respond_csv(boats(), {.sort = by_name});
    EXPECT_EQ(response.next_chunk().bytes, header + "\"Anna\",\"5\"\r\n");
    EXPECT_EQ(response.next_chunk().bytes, "\"Bo\",\"20\"\r\n");
    EXPECT_TRUE(response.next_chunk().is_end());
}

TEST_P(CsvExportOfBoats, is_refused_before_the_file_begins) {
    auto list = boats();
    list.read = [](const access::Context&, const database::PageRequest&) -> database::Page<Boat> {
        throw Error::invalid("length", "No boat is that long.");
    };
    EXPECT_THROW(respond_csv(list, {.sort = by_name}), Error);
}

TEST_P(CsvExportOfBoats, reads_one_item_before_the_file_and_then_whole_pages) {
    auto list = boats();
    std::vector<int> limits;
    list.read = [&](const access::Context& context, const database::PageRequest& request) {
        limits.push_back(request.limit);
        return read_page(context, request);
    };
    const auto response = respond_csv(list, {.sort = by_name});
    EXPECT_THAT(limits, ::testing::ElementsAre(1));
    (void)response.next_chunk();
    (void)response.next_chunk();
    EXPECT_THAT(limits, ::testing::ElementsAre(1, csv_page_rows, csv_page_rows));
}

TEST_P(CsvExportOfBoats, reads_each_page_with_the_rights_of_then) {
    auto list = boats();
    std::vector<access::Role> roles;
    list.read = [&](const access::Context& context, const database::PageRequest& request) {
        roles.push_back(context.caller.role);
        return read_page(context, request);
    };
    const auto response = respond_csv(list, {.sort = by_name});
    roles.clear();
    (void)response.next_chunk();
    execute("UPDATE members SET role = 'member'");
    (void)response.next_chunk();
    EXPECT_EQ(roles, (std::vector{access::Role::administrator, access::Role::member}));
}

TEST_P(CsvExportOfBoats, ends_in_an_error_once_its_caller_is_signed_out) {
    const auto response = respond_csv(boats(), {.sort = by_name});
    (void)response.next_chunk();
    execute("DELETE FROM sessions");
    EXPECT_THROW((void)response.next_chunk(), Error);
    EXPECT_FALSE(response.access_check());
}

TEST_P(CsvExportOfBoats, ends_once_its_session_has_expired) {
    const auto response = respond_csv(boats(), {.sort = by_name});
    (void)response.next_chunk();
    clock.time += access::session_idle_limit - std::chrono::seconds(1);
    EXPECT_TRUE(response.access_check());
    clock.time += std::chrono::seconds(1);
    EXPECT_FALSE(response.access_check());
    EXPECT_THROW((void)response.next_chunk(), Error);
}

TEST_P(CsvExportOfBoats, ends_once_its_caller_may_not_have_it_any_more) {
    auto list = boats();
    list.require = [](const access::Context& context) {
        if (!context.caller.is_administrator()) throw Error::forbidden("Only administrators sail.");
    };
    list.context.caller.role = access::Role::administrator;
    const auto response = respond_csv(list, {.sort = by_name});
    (void)response.next_chunk();
    EXPECT_TRUE(response.access_check());
    execute("UPDATE members SET role = 'member'");
    EXPECT_FALSE(response.access_check());
    EXPECT_THROW((void)response.next_chunk(), Error);
}

}  // namespace rollcall::api
