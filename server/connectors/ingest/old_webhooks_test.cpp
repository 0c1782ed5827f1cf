#include "connectors/ingest/old_webhooks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::connectors {
namespace {

using database::Transaction;
using testing::ElementsAre;
using testing::SizeIs;

class OldWebhookDeletion : public database::testing::OnEachBackend {
protected:
    OldWebhookDeletion() {
        database->write([&](Transaction& tx) {
            for (const auto& id : {vapi, retell}) {
                EXPECT_TRUE(insert_connection_row(tx, {.id = id, .name = id.text(), .created_at = clock.now()}));
            }
        });
    }

    void add(const ConnectionId& connection, const std::string& kind, std::int64_t count = 1) {
        database->write([&](Transaction& tx) {
            for (; count > 0; --count) {
                const auto id = fmt::format("{:04}", ++added);
                EXPECT_TRUE(insert_call_event_row(tx, {.id = id,
                                                       .connection_id = connection,
                                                       .external_call_id = "call",
                                                       .kind = kind,
                                                       .payload_hash = id,
                                                       .payload = "{}",
                                                       .received_at = clock.now()}));
            }
        });
    }

    std::vector<std::string> kinds(const ConnectionId& connection) {
        std::vector<std::string> kinds;
        database->read([&](Transaction& tx) {
            for (auto& event : list_events_after(tx, connection, {}, Time::max(), 10'000)) {
                kinds.push_back(std::move(event.kind));
            }
        });
        return kinds;
    }

    void run() { webhooks.run({}); }

    const ConnectionId vapi{std::string("vapi")};
    const ConnectionId retell{std::string("retell")};
    std::unique_ptr<database::Database> database = empty.open(clock);
    int added = 0;
    OldWebhooks webhooks{*database, clock};
};
TEST_P(OldWebhookDeletion, deletes_what_says_nothing_of_a_call_after_30_days) {
    for (const auto* kind : {"status-update", "conversation-update", "end-of-call-report", "speech-update"}) {
        add(vapi, kind);
    }
    for (const auto* kind : {"call_started", "call_ended", "call_analyzed", "transcript_updated"}) add(retell, kind);
    clock.time += other_webhook_lifetime - std::chrono::milliseconds(1);
    run();
    EXPECT_THAT(kinds(vapi), SizeIs(4));
    clock.time += std::chrono::milliseconds(1);
    run();
    EXPECT_THAT(kinds(vapi), ElementsAre("status-update", "end-of-call-report"));
    EXPECT_THAT(kinds(retell), ElementsAre("call_started", "call_ended", "call_analyzed"));
}

TEST_P(OldWebhookDeletion, deletes_more_than_one_step_holds_and_goes_on_the_next_time) {
    add(vapi, "conversation-update", 2 * webhook_kinds_read_at_once + 7);
    clock.time += other_webhook_lifetime;
    add(vapi, "conversation-update", 3);
    run();
    EXPECT_THAT(kinds(vapi), SizeIs(3));
    clock.time += other_webhook_lifetime;
    run();
    EXPECT_THAT(kinds(vapi), SizeIs(0));
}

TEST_P(OldWebhookDeletion, ends_where_a_stop_is_requested_and_begins_again_later) {
    add(vapi, "conversation-update");
    clock.time += other_webhook_lifetime;
    std::stop_source stopped;
    stopped.request_stop();
    webhooks.run(stopped.get_token());
    EXPECT_THAT(kinds(vapi), SizeIs(1));
    webhooks.forget_position();
    run();
    EXPECT_THAT(kinds(vapi), SizeIs(0));
}

ROLLCALL_ON_BOTH_BACKENDS(OldWebhookDeletion);

}  // namespace
}  // namespace rollcall::connectors
