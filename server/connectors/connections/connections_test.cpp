#include "connectors/connections/connections.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "calls/intake/call_updates.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/forwarding_database.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::connectors {
namespace {

using database::Transaction;

class Connections : public ::testing::Test {
protected:
    bool is_short(const std::optional<std::string>& secret) {
        return has_short_secret(key, {.secret_sealed = secret ? std::optional(key.seal(*secret)) : std::nullopt});
    }

    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
};

TEST_F(Connections, of_earlier_versions_may_have_a_short_secret) {
    EXPECT_TRUE(is_short("fifteen letters"));
    EXPECT_TRUE(is_short("x"));
    EXPECT_FALSE(is_short("sixteen letters."));
    EXPECT_FALSE(is_short(std::nullopt));
}

TEST_F(Connections, whose_secret_cannot_be_opened_have_no_short_one) {
    const auto other = SealingKey::load_or_create(folder.file("other"));
    EXPECT_FALSE(has_short_secret(key, {.secret_sealed = other.seal("short")}));
}

/// Calls a function after the first write.
class InterruptedDatabase final : public database::ForwardingDatabase {
public:
    InterruptedDatabase(database::Database& database, std::function<void()> after_first_write)
        : ForwardingDatabase(database), after_first_write_(std::move(after_first_write)) {}

protected:
    void write_work(const Work& work) override {
        ForwardingDatabase::write_work(work);
        if (after_first_write_) std::exchange(after_first_write_, nullptr)();
    }

private:
    std::function<void()> after_first_write_;
};

class ConnectionDeletion : public database::testing::OnEachBackend {
protected:
    ConnectionDeletion() {
        database->write([&](Transaction& tx) {
            database::testing::insert_test_account(tx);
            database::testing::insert_test_member(tx, "ada", "administrator");
            tx.execute(R"(INSERT INTO sessions (id, token_hash, member_id, user_agent, address, created_at,
                                                last_active_at)
                          VALUES ('session', 'hash', 'ada', '', '', $1, $1))",
                       clock.now());
            EXPECT_TRUE(insert_connection_row(tx, {.id = vapi, .name = "Vapi", .created_at = clock.now()}));
            for (std::int64_t number = 0; number < webhooks; ++number) {
                const auto id = fmt::format("{:04}", number);
                EXPECT_TRUE(insert_call_event_row(tx, {.id = id,
                                                       .connection_id = vapi,
                                                       .kind = "conversation-update",
                                                       .payload_hash = id,
                                                       .payload = "{}",
                                                       .received_at = clock.now()}));
            }
        });
    }

    void delete_it() { delete_connection(context, vapi, ExpectedVersion()); }
    std::int64_t count(const std::string& table) {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT COUNT(*) FROM " + table, [](const database::Row& row) { return row.integer(0); })
                .value();
        });
    }

    static constexpr std::int64_t writes = 3;
    static constexpr std::int64_t webhooks = writes * webhooks_deleted_at_once - 1;
    const ConnectionId vapi{std::string("vapi")};
    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    std::unique_ptr<database::Database> database = empty.open(clock);
    const access::Context context{
        *database, clock, {.member = MemberId(std::string("ada")), .session = SessionId(std::string("session"))}};
};

TEST_P(ConnectionDeletion, deletes_few_webhooks_in_a_write) {
    const auto before = database->writer_state().writes;
    delete_it();
    EXPECT_EQ(count("connections"), 0);
    EXPECT_EQ(count("call_events"), 0);
    EXPECT_EQ(database->writer_state().writes - before, writes);
}

TEST_P(ConnectionDeletion, is_not_refused_once_webhooks_are_gone) {
    database->write([&](Transaction& tx) {
        auto connection = find_connection(tx, vapi).value();
        connection.secret_sealed = key.seal("a secret of Vapi");
        EXPECT_TRUE(update_connection_row(tx, connection));
        update_connection_key(tx, vapi, key.seal("an API key"), clock.now());
    });
    const auto find = [&] {
        return database->read([&](Transaction& tx) { return find_connection(tx, vapi).value(); });
    };
    InterruptedDatabase interrupted(*database, [&] {
        auto connection = find();
        EXPECT_EQ(connection.secret_sealed, std::nullopt) << "a webhook would be accepted";
        EXPECT_EQ(connection.key_sealed, std::nullopt) << "a call would be placed";
        connection.name = "Renamed";
        database->write([&](Transaction& tx) { EXPECT_TRUE(update_connection_row(tx, connection)); });
    });
    delete_connection({interrupted, clock, context.caller}, vapi, ExpectedVersion(etag(find().version)));
    EXPECT_EQ(count("connections"), 0);
    EXPECT_EQ(count("call_events"), 0);
}

TEST_P(ConnectionDeletion, deletes_no_webhooks_of_a_connection_with_calls) {
    database->write([&](Transaction& tx) {
        calls::store_platform_call(tx, {vapi, "call-1"}, calls::PreparedUpdate(calls::CallUpdate{}), clock.now());
    });
    EXPECT_THROW(delete_it(), Error);
    EXPECT_EQ(count("call_events"), webhooks);
}

TEST_P(ConnectionDeletion, deletes_no_webhooks_of_a_connection_that_a_campaign_uses) {
    database->write([&](Transaction& tx) {
        database::testing::insert_test_company(tx, "north");
        database::testing::insert_test_agent(tx, "reception", "north");
        tx.execute(R"(INSERT INTO campaigns (id, company_id, agent_id, name, name_folded, state, connection_id, days,
                                             hours_from, hours_to, calls_per_hour, at_once, attempts, retry_minutes,
                                             reached, calls_abroad, variables, audience_state, created_at, updated_at)
                      VALUES ('spring', 'north', 'reception', 'Spring', 'spring', 'draft', $1, 1, 0, 1, 1, 1, 1, '[]',
                              '', 0, '{}', '', 0, 0))",
                   vapi);
    });
    EXPECT_THROW(delete_it(), Error);
    EXPECT_EQ(count("call_events"), webhooks);
}

ROLLCALL_ON_BOTH_BACKENDS(ConnectionDeletion);

}  // namespace
}  // namespace rollcall::connectors
