#include "access/scope_store.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "access/assignment_store.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::access {

namespace {

using database::Row;
using database::StatementBuilder;
using database::Transaction;
using namespace std::string_literals;
using Ids = std::set<std::string>;

constexpr auto now = Time{};

/// Two companies: North has the agents reception and sales, South has harbour.
class ScopeStore : public database::testing::OnEachBackend {
protected:
    ScopeStore() {
        database->write([&](Transaction& tx) {
            for (const auto* company : {"north", "south"}) insert_company(tx, company);
            insert_agent(tx, "reception", "north");
            insert_agent(tx, "sales", "north");
            insert_agent(tx, "harbour", "south");
            for (const auto* member : {"eva", "jonas", "nobody"}) insert_member(tx, member);
            EXPECT_TRUE(insert_assignment_row(tx, MemberId("eva"s), AgentId("reception"s)));
            EXPECT_TRUE(insert_assignment_row(tx, MemberId("jonas"s), CompanyId("north"s)));
            EXPECT_TRUE(insert_assignment_row(tx, MemberId("jonas"s), AgentId("sales"s)));
        });
    }

    static void insert_company(Transaction& tx, std::string_view name) {
        StatementBuilder::insert_into(
            "companies",
            {{"id", name}, {"name", name}, {"name_caseless", name}, {"name_folded", name}, {"created_at", 0}})
            .execute(tx);
    }

    static void insert_agent(Transaction& tx, std::string_view name, std::string_view company) {
        StatementBuilder::insert_into("agents", {{"id", name},
                                                 {"company_id", company},
                                                 {"name", name},
                                                 {"name_caseless", name},
                                                 {"name_folded", name},
                                                 {"created_at", 0},
                                                 {"updated_at", 0}})
            .execute(tx);
    }

    static void insert_member(Transaction& tx, std::string_view name) {
        StatementBuilder::insert_into("members", {{"id", name},
                                                  {"email", name},
                                                  {"email_folded", name},
                                                  {"name", name},
                                                  {"name_folded", name},
                                                  {"role", Role::member},
                                                  {"permissions", 0},
                                                  {"password_hash", ""},
                                                  {"created_at", 0}})
            .execute(tx);
    }

    static Caller member(std::string_view id, Permissions permissions = {}) {
        return {.member = MemberId(id), .role = Role::member, .permissions = permissions};
    }
    static Caller administrator() {
        return {.member = MemberId("ada"s), .role = Role::administrator, .permissions = Permissions::all()};
    }

    Ids read_ids(const StatementBuilder& statement) {
        const auto ids = database->read(
            [&](Transaction& tx) { return statement.all(tx, [](const Row& row) { return row.text(0); }); });
        return {ids.begin(), ids.end()};
    }

    /// The agents, or companies, of the scope: what all three ways to ask for it agree on.
    Ids ids_in(const Scope& scope, std::string_view table) {
        const auto selected = read_ids(StatementBuilder().add(scope.select()));
        const auto all = "SELECT t.id FROM " + std::string(table) + " t";
        EXPECT_EQ(read_ids(StatementBuilder(all).where(scope.includes("t.id"))), selected);
        EXPECT_EQ(read_ids(StatementBuilder(all).where(scope.contains("t.id"))), selected);
        return selected;
    }
    Ids agents_of(const Caller& caller, std::optional<Permission> permission = {}) {
        return ids_in(agents_with(caller, permission, now), "agents");
    }
    Ids companies_of(const Caller& caller, std::optional<Permission> permission = {}) {
        return ids_in(companies_with(caller, permission, now), "companies");
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};

}  // namespace

TEST_P(ScopeStore, a_member_has_the_assigned_agents_and_those_of_assigned_companies) {
    EXPECT_EQ(agents_of(member("eva")), Ids{"reception"});
    EXPECT_EQ(agents_of(member("jonas")), (Ids{"reception", "sales"}));
    EXPECT_EQ(agents_of(member("nobody")), Ids{});
}

TEST_P(ScopeStore, an_agent_that_is_added_to_an_assigned_company_is_in_scope_at_once) {
    database->write([](Transaction& tx) { insert_agent(tx, "night", "north"); });
    EXPECT_EQ(agents_of(member("jonas")), (Ids{"night", "reception", "sales"}));
    EXPECT_EQ(agents_of(member("eva")), Ids{"reception"});
}

TEST_P(ScopeStore, a_member_has_the_companies_that_are_assigned_or_own_an_assigned_agent) {
    EXPECT_EQ(companies_of(member("eva")), Ids{"north"});
    EXPECT_EQ(companies_of(member("jonas")), Ids{"north"});
    EXPECT_EQ(companies_of(member("nobody")), Ids{});
}

TEST_P(ScopeStore, a_condition_is_about_the_table_of_the_statement_whatever_it_is_called_there) {
    for (const std::string name : {"s", "m", "a", "c", "assigned"}) {
        const auto eva = member("eva");
        const auto agents = "SELECT " + name + ".id FROM agents " + name;
        const auto scope = companies_with(eva, {}, now);
        for (const auto& condition : {scope.contains(name + ".company_id"), scope.includes(name + ".company_id")}) {
            EXPECT_EQ(read_ids(StatementBuilder(agents).where(condition)), (Ids{"reception", "sales"})) << name;
        }
    }
}

TEST_P(ScopeStore, an_administrator_has_everything_whatever_is_assigned) {
    EXPECT_TRUE(agents_with(administrator(), {}, now).is_everything());
    EXPECT_EQ(agents_of(administrator()), (Ids{"harbour", "reception", "sales"}));
    EXPECT_EQ(companies_of(administrator()), (Ids{"north", "south"}));
}

TEST_P(ScopeStore, an_administrator_has_nothing_with_a_permission_that_the_account_has_switched_off) {
    auto caller = administrator();
    caller.permissions = effective(Role::administrator, {}, false);
    EXPECT_FALSE(agents_with(caller, Permission::access_crm, now).is_everything());
    EXPECT_EQ(agents_of(caller, Permission::access_crm), Ids{});
    EXPECT_EQ(companies_of(caller, Permission::access_crm), Ids{});
}

TEST_P(ScopeStore, with_a_permission_that_the_caller_lacks_the_scope_is_empty) {
    for (const auto& [permission, name, label] : permission_texts) {
        EXPECT_EQ(agents_of(member("eva"), permission), Ids{}) << name;
        EXPECT_EQ(companies_of(member("eva"), permission), Ids{}) << name;
        const auto allowed = member("eva", Permissions{}.with(permission, true));
        EXPECT_EQ(agents_of(allowed, permission), Ids{"reception"}) << name;
        EXPECT_EQ(companies_of(allowed, permission), Ids{"north"}) << name;
    }
}

TEST_P(ScopeStore, the_members_of_an_agent_are_those_who_have_it_in_scope) {
    const std::map<std::string, Ids> expected = {
        {"reception", {"eva", "jonas"}}, {"sales", {"jonas"}}, {"harbour", {}}};
    for (const auto& [name, members] : expected) {
        const AgentId agent(name);
        EXPECT_EQ(read_ids(StatementBuilder().add(members_with(agent))), members) << name;
        EXPECT_EQ(read_ids(StatementBuilder("SELECT m.id FROM members m").where(is_assigned_to("m.id", agent))),
                  members)
            << name;
    }
}

TEST_P(ScopeStore, the_members_of_a_company_are_those_who_have_it_in_scope) {
    const CompanyId north("north"s);
    EXPECT_EQ(read_ids(StatementBuilder().add(members_with(north))), (Ids{"eva", "jonas"}));
    EXPECT_EQ(read_ids(StatementBuilder("SELECT m.id FROM members m").where(is_assigned_to("m.id", north))),
              (Ids{"eva", "jonas"}));
    EXPECT_EQ(read_ids(StatementBuilder().add(members_with(CompanyId("south"s)))), Ids{});
}

TEST_P(ScopeStore, a_deleted_assignment_ends_the_access) {
    database->write([](Transaction& tx) { delete_assignment_row(tx, MemberId("jonas"s), CompanyId("north"s)); });
    EXPECT_EQ(agents_of(member("jonas")), Ids{"sales"});
}

TEST_P(ScopeStore, an_unknown_agent_or_company_cannot_be_assigned) {
    database->write([](Transaction& tx) {
        EXPECT_FALSE(insert_assignment_row(tx, MemberId("eva"s), AgentId("unknown"s)));
        EXPECT_FALSE(insert_assignment_row(tx, MemberId("eva"s), CompanyId("unknown"s)));
    });
}

ROLLCALL_ON_BOTH_BACKENDS(ScopeStore);

}  // namespace rollcall::access
