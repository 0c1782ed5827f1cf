#include "app/route_permissions.hpp"

#include <gtest/gtest.h>

#include "access/context.hpp"
#include "core/enum_names.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/migrations.hpp"
#include "database/sqlite/sqlite_database.hpp"
#include "database/testing.hpp"

namespace rollcall::app {
namespace {

using access::Permission;
using database::Database;
using database::Transaction;

constexpr database::Migration schema[] = {{1, "notes", "CREATE TABLE notes (text TEXT PRIMARY KEY) STRICT"}};

constexpr auto required =
    access::Permissions{}.with(Permission::edit_agents, true).with(Permission::use_advanced_editor, true);

access::Caller member_with(access::Permissions permissions) {
    return {.role = access::Role::member, .permissions = permissions};
}

/// A fake route over a real database. Its rule forgets to check the permission.
class RoutePermissions : public ::testing::Test {
protected:
    http::Response create_note(Database& given) {
        given.write([](Transaction& tx) { tx.execute("INSERT INTO notes VALUES ('new')"); });
        return http::Response::json(201, "{}");
    }

    http::Response call(const access::Caller& caller, const std::function<http::Response(Database&)>& handler) {
        return run_with_permissions(required, caller, *database, handler);
    }

    /// The status of the error that ends the request, or of the response.
    std::string outcome_of(const access::Caller& caller, const std::function<http::Response(Database&)>& handler) {
        try {
            return std::to_string(call(caller, handler).status);
        } catch (const Error& error) {
            return std::string(enum_name(error.code()));
        }
    }

    std::string outcome_of_creating(const access::Caller& caller) {
        return outcome_of(caller, [this](Database& given) { return create_note(given); });
    }

    std::int64_t count_notes() {
        return database
            ->read([](Transaction& tx) {
                return tx.first("SELECT count(*) FROM notes", [](const database::Row& row) { return row.integer(0); });
            })
            .value();
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<Database> database = database::sqlite::open_migrated_sqlite(folder.file("test.db"), schema, clock);
};

TEST_F(RoutePermissions, a_write_of_a_rule_that_forgets_to_check_is_not_committed) {
    EXPECT_EQ(outcome_of_creating(member_with({})), "permission_missing");
    EXPECT_EQ(count_notes(), 0);
}

TEST_F(RoutePermissions, every_permission_of_the_route_is_needed) {
    for (const auto permission : {Permission::edit_agents, Permission::use_advanced_editor}) {
        EXPECT_EQ(outcome_of_creating(member_with(required.with(permission, false))), "permission_missing");
    }
    EXPECT_EQ(count_notes(), 0);
    EXPECT_EQ(outcome_of_creating(member_with(required)), "201");
    EXPECT_EQ(count_notes(), 1);
}

TEST_F(RoutePermissions, an_administrator_has_all_but_that_of_a_crm_that_is_switched_off) {
    constexpr auto role = access::Role::administrator;
    const auto crm = access::Permissions{}.with(Permission::access_crm, true);
    const access::Caller without_crm{.role = role, .permissions = access::effective(role, {}, false)};
    EXPECT_EQ(outcome_of_creating(without_crm), "201");
    const auto read = [](Database&) { return http::Response::json(200, "{}"); };
    EXPECT_THROW(run_with_permissions(crm, without_crm, *database, read), Error);
    EXPECT_EQ(count_notes(), 1);
}

TEST_F(RoutePermissions, the_error_names_the_missing_permission) {
    try {
        call(member_with(required.with(Permission::use_advanced_editor, false)),
             [this](Database& given) { return create_note(given); });
        FAIL() << "it succeeded";
    } catch (const Error& error) {
        EXPECT_NE(error.detail().find("Can use advanced editor"), std::string::npos);
    }
}

TEST_F(RoutePermissions, a_read_of_a_rule_that_forgets_to_check_is_refused) {
    const auto read = [](Database& given) {
        given.read([](Transaction&) {});
        return http::Response::json(200, "{}");
    };
    EXPECT_EQ(outcome_of(member_with({}), read), "permission_missing");
    EXPECT_EQ(outcome_of(member_with({}), [](Database&) { return http::Response{304, {}, {}}; }), "permission_missing");
    EXPECT_EQ(outcome_of(member_with(required), read), "200");
}

TEST_F(RoutePermissions, a_stream_is_refused_before_its_first_byte) {
    bool has_produced = false;
    const auto stream = [&](Database&) {
        return http::Response::stream("audio/mpeg", [&]() -> std::string {
            has_produced = true;
            return "bytes";
        });
    };
    EXPECT_EQ(outcome_of(member_with({}), stream), "permission_missing");
    EXPECT_FALSE(has_produced);
}

TEST_F(RoutePermissions, errors_of_the_rule_come_first) {
    const auto not_found_in_write = [](Database& given) {
        given.write([](Transaction&) { throw Error::not_found(); });
        return http::Response::no_content();
    };
    EXPECT_EQ(outcome_of(member_with({}), not_found_in_write), "not_found");
    EXPECT_EQ(outcome_of(member_with({}), [](Database&) -> http::Response { throw Error::changed_meanwhile(); }),
              "changed_meanwhile");
    EXPECT_EQ(outcome_of(member_with({}), [](Database&) { return http::Response{416, {}, {}}; }), "416");
}

}  // namespace
}  // namespace rollcall::app
