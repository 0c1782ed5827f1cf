#include "audit/audit_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "database/testing_backends.hpp"

namespace rollcall::audit {

namespace {

using namespace std::string_literals;
using access::Permission;
using access::Permissions;
using database::Transaction;

const MemberId ada("ada"s);
const MemberId eva("eva"s);

access::Caller ada_by_session() {
    return {
        .member = ada, .session = SessionId("a session"s), .role = access::Role::administrator, .address = "192.0.2.7"};
}

class AuditStore : public database::testing::OnEachBackend {
protected:
    template <class... Arguments>
    void record_one(const Actor& actor, std::string_view action, const Changes& changes = {},
                    std::initializer_list<PersonDetails> details = {}) {
        database->write([&](Transaction& tx) { record(tx, clock.now(), actor, action, eva.text(), changes, details); });
    }

    std::vector<Entry> entries() {
        return database
            ->read([](Transaction& tx) {
                return list_entries(tx, {}, EntryParts::with_details,
                                    {.sort = entry_sorts[0], .direction = database::Direction::descending});
            })
            .items;
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};

}  // namespace

TEST_P(AuditStore, an_entry_tells_who_did_what_and_how_they_came) {
    record_one(ada_by_session(), "member.suspended");
    const auto entry = entries().at(0);
    EXPECT_EQ(entry.action, "member.suspended");
    EXPECT_EQ(entry.actor_id, ada);
    EXPECT_EQ(entry.subject_id, eva.text());
    EXPECT_EQ(entry.actor_kind, ActorKind::session);
    EXPECT_FALSE(entry.actor_token_id);
    EXPECT_TRUE(entry.fields.empty());
    EXPECT_TRUE(entry.changes.empty());
}

TEST_P(AuditStore, entries_of_one_millisecond_are_listed_in_the_order_of_their_writes) {
    std::vector<std::string> actions;
    for (int number = 0; number < 20; ++number) actions.push_back(fmt::format("member.updated_{}", number));
    for (const auto& action : actions) record_one(ada_by_session(), action);
    std::vector<std::string> listed;
    for (const auto& entry : entries()) listed.push_back(entry.action);
    std::ranges::reverse(listed);
    EXPECT_EQ(listed, actions);
}

TEST_P(AuditStore, an_entry_names_the_API_token_that_did_it) {
    auto caller = ada_by_session();
    caller.session = {};
    caller.api_token = ApiTokenId("a token"s);
    caller.token_prefix = "rollcall_Kq3vZ0";
    record_one(caller, "member.created");
    EXPECT_EQ(entries().at(0).actor_kind, ActorKind::api_token);
    EXPECT_EQ(entries().at(0).actor_token_id, caller.api_token);
    EXPECT_EQ(entries().at(0).actor_token_prefix, "rollcall_Kq3vZ0");
    EXPECT_EQ(entries().at(0).actor_token_name, std::nullopt) << "there is no such token any more";
}

TEST_P(AuditStore, an_entry_keeps_permissions_before_and_after_and_only_the_names_of_personal_fields) {
    const auto before = Permissions{}.with(Permission::edit_agents, true);
    const auto after = Permissions{}.with(Permission::view_recordings, true);
    Changes changes;
    changes.add("name").add("permissions", to_json(before), to_json(after)).add("role", "member", "member");
    record_one(ada_by_session(), "member.updated", changes);
    const auto entry = entries().at(0);
    EXPECT_EQ(entry.fields, (std::vector{"name"s, "permissions"s}));
    EXPECT_EQ(entry.changes,
              (boost::json::object{{"permissions", {{"before", {"edit_agents"}}, {"after", {"view_recordings"}}}}}));
}

TEST_P(AuditStore, personal_data_is_kept_by_person_and_goes_with_the_person) {
    record_one(ada_by_session(), "member.created", {}, {{eva, {{"email", "eva@example.com"}}}});
    EXPECT_EQ(entries().at(0).details.at("eva"), (boost::json::object{{"email", "eva@example.com"}}));
    EXPECT_EQ(entries().at(0).details.at("ada"), (boost::json::object{{"address", "192.0.2.7"}}));

    database->write([](Transaction& tx) { EXPECT_EQ(delete_person_details(tx, eva), 1); });
    EXPECT_FALSE(entries().at(0).details.contains("eva"));
    EXPECT_TRUE(entries().at(0).details.contains("ada"));
    EXPECT_EQ(entries().at(0).subject_id, "eva");
}

ROLLCALL_ON_BOTH_BACKENDS(AuditStore);

}  // namespace rollcall::audit
