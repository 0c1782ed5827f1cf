#include "connectors/ingest/webhooks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "calls/intake/call_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/hmac.hpp"
#include "connectors/ingest/reported_calls.hpp"
#include "connectors/web/scripted_server.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::connectors {
namespace {

using calls::CallStatus;
using calls::DialOutcome;
using calls::ReportedCall;
using database::Transaction;
using testing::ElementsAre;
using testing::Pair;

const ConnectionId vapi(std::string("connection"));
const ConnectionId elevenlabs(std::string("another connection"));
const AgentId reception(std::string("reception"));
const AgentId sales(std::string("sales"));

class Webhooks : public database::testing::OnEachBackend {
protected:
    Webhooks() {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour Voices", .time_zone = "Europe/Berlin"},
                                                     clock.now()));
            database::testing::insert_test_company(tx, "north");
            for (const auto& agent : {reception, sales}) {
                database::testing::insert_test_agent(tx, agent.text(), "north");
            }
            for (const auto& [id, its_platform] :
                 {std::pair(vapi, Platform::vapi), {elevenlabs, Platform::elevenlabs}}) {
                EXPECT_TRUE(insert_connection_row(tx, {.id = id,
                                                       .platform = its_platform,
                                                       .name = id.text(),
                                                       .secret_sealed = key.seal("secret of the deliveries"),
                                                       .created_at = clock.now()}));
            }
        });
        know("assistant-1", reception);
    }

    void know(const std::string& external_id, const AgentId& agent) {
        database->write([&](Transaction& tx) {
            EXPECT_EQ(calls::insert_external_id_row(tx, {vapi, external_id}, agent), calls::ExternalIdStored::yes);
        });
    }

    ReceivedWebhook receive(const std::string& message) {
        return receive(vapi, "x-vapi-secret", "secret of the deliveries", message);
    }
    ReceivedWebhook receive_from_elevenlabs(const std::string& message) {
        const auto seconds = std::to_string(milliseconds(clock.now()) / 1000);
        Hmac hmac(Hmac::Algorithm::sha256, "secret of the deliveries");
        hmac.append(seconds + "." + message);
        std::string signature = "t=" + seconds + ",v0=";
        for (const auto byte : hmac.finish()) signature += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        return receive(elevenlabs, "elevenlabs-signature", signature, message);
    }
    ReceivedWebhook receive(const ConnectionId& connection, std::string_view header, std::string_view value,
                            const std::string& message) {
        const auto find = [&](std::string_view name) { return name == header ? std::optional(value) : std::nullopt; };
        return receive_webhook({*database, *blobs, clock, key, temporary_folder, wrong_signatures, counters,
                                "192.0.2.1", platform_client, on_reported_call, may_be_dialled},
                               connection, find, WebhookBody(message));
    }

    bool has_call(const std::string& id) {
        return database->read([&](Transaction& tx) { return calls::find_platform_call(tx, {vapi, id}).has_value(); });
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    std::vector<ReportedCall> reported;
    std::vector<std::pair<std::string, std::string>> asked;  // agent, phone
    bool may_be = true;

    TemporaryFolder folder;
    std::filesystem::path temporary_folder = folder.path();
    const SealingKey key = SealingKey::load_or_create(folder.file("key"));
    const std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("blobs"));
    WrongSignatures wrong_signatures{*database};
    WebhookCounters counters;
    ScriptedServer platform{{ScriptedServer::answer(200, R"({"id":"campaign-1","assistantId":"assistant-2"})")}};
    const PlatformClient platform_client{{.vapi = platform.address()}};
    calls::OnReportedCall on_reported_call = [this](Transaction&, const ReportedCall& call, Time) {
        reported.push_back(call);
        return true;
    };
    MayBeDialled may_be_dialled = [this](Transaction&, const AgentId& agent, const std::string& phone, Time) {
        asked.emplace_back(agent.text(), phone);
        return may_be;
    };
};
constexpr auto start = R"({"message":{"type":"status-update","status":"in-progress","call":{"id":"call-1",
    "assistantId":"assistant-1","type":"outboundPhoneCall","customer":{"number":"+4520123456","externalId":"attempt-1"}}}})";
constexpr auto end = R"({"message":{"type":"end-of-call-report","endedReason":"customer-busy","call":{"id":"call-1",
    "assistantId":"assistant-1","type":"outboundPhoneCall","customer":{"number":"+4520123456","externalId":"attempt-1"}},
    "analysis":{"structuredData":{"stop":true}}}})";

TEST_P(Webhooks, report_what_they_say_of_the_call_of_a_campaign) {
    receive(start);
    receive(end);
    ASSERT_EQ(reported.size(), 2);
    EXPECT_EQ(reported[0].attempt_id, AttemptId(std::string("attempt-1")));
    EXPECT_EQ(reported[0].connection_id, vapi);
    EXPECT_EQ(reported[0].external_call_id, "call-1");
    EXPECT_EQ(reported[0].status, CallStatus::ongoing);
    EXPECT_FALSE(reported[0].dial_outcome);
    EXPECT_EQ(reported[1].id, reported[0].id);
    EXPECT_EQ(reported[1].status, CallStatus::failed);
    EXPECT_EQ(reported[1].dial_outcome, DialOutcome::busy);
    EXPECT_EQ(reported[1].end_reason, "customer-busy");
    EXPECT_THAT(reported[1].analysis, ElementsAre(Pair("stop", "true")));
    EXPECT_FALSE(reported[1].is_erased);
}

TEST_P(Webhooks, report_once_what_arrives_twice) {
    receive(end);
    receive(end);
    EXPECT_EQ(reported.size(), 1);
    receive(start);  // late
    EXPECT_EQ(reported.size(), 1);
}

TEST_P(Webhooks, report_nothing_where_they_only_bring_audio) {
    receive_from_elevenlabs(R"({"type":"post_call_audio","data":{"agent_id":"a","conversation_id":"c1",
        "full_audio":"SUQz"}})");
    EXPECT_TRUE(reported.empty());
    receive_from_elevenlabs(R"({"type":"post_call_transcription","data":{"agent_id":"a","conversation_id":"c1",
        "status":"done","conversation_initiation_client_data":{"dynamic_variables":{"rollcall_attempt_id":"attempt-2"}}}})");
    ASSERT_EQ(reported.size(), 1);
    EXPECT_EQ(reported[0].attempt_id, AttemptId(std::string("attempt-2")));
    EXPECT_EQ(reported[0].dial_outcome, DialOutcome::answered);
}

TEST_P(Webhooks, whose_audio_cannot_be_written_are_no_mistake_of_the_platform) {
    temporary_folder = folder.file("key");  // a file
    EXPECT_THROW(receive_from_elevenlabs(R"({"type":"post_call_audio","data":{"agent_id":"a","conversation_id":"c1",
        "full_audio":"SUQz"}})"),
                 Error);
    const auto connection = database->read([](Transaction& tx) { return find_connection(tx, elevenlabs); });
    EXPECT_EQ(connection->last_error, std::nullopt);
}

TEST_P(Webhooks, that_are_accepted_are_told_once_a_minute_and_at_once_after_an_error) {
    const auto first = clock.now();
    const auto last_event = [&] {
        return database->read([](Transaction& tx) { return find_connection(tx, vapi); })->last_event_at;
    };
    receive(start);
    clock.time += std::chrono::seconds(20);
    receive(R"({"message":{"type":"hang"}})");
    EXPECT_EQ(last_event(), first);
    EXPECT_THROW(receive(vapi, "x-vapi-secret", "secret of another account", start), Error);
    clock.time += std::chrono::seconds(20);
    receive(end);
    EXPECT_EQ(last_event(), clock.now());
    clock.time += std::chrono::seconds(70);
    receive(R"({"message":{"type":"end-of-call-report"}})");  // without the id of a call: an event and an error
    clock.time += std::chrono::seconds(1);
    receive(R"({"message":{"type":"hang","of":"another call"}})");
    EXPECT_EQ(last_event(), clock.now());
}

TEST_P(Webhooks, are_read_again_for_an_attempt_whose_call_is_known_only_later) {
    const auto find = [&](const ConnectionId& connection, const std::string& call) {
        return database->read([&](Transaction& tx) { return find_reported_call(tx, {connection, call}); });
    };
    EXPECT_FALSE(find(elevenlabs, "c2"));
    receive_from_elevenlabs(R"({"type":"call_initiation_failure","event_timestamp":1795000000,"data":{"agent_id":"a",
        "conversation_id":"c2","failure_reason":"busy","metadata":{"type":"twilio","body":{}}}})");
    const auto failed = find(elevenlabs, "c2");
    ASSERT_TRUE(failed);
    EXPECT_FALSE(failed->attempt_id);
    EXPECT_EQ(failed->status, CallStatus::failed);
    EXPECT_EQ(failed->dial_outcome, DialOutcome::busy);

    receive(start);
    EXPECT_EQ(find(vapi, "call-1")->status, CallStatus::ongoing);
    receive(end);
    const auto ended = find(vapi, "call-1");
    EXPECT_EQ(ended->id, reported.back().id);
    EXPECT_EQ(ended->dial_outcome, DialOutcome::busy);
    EXPECT_EQ(ended->attempt_id, AttemptId(std::string("attempt-1")));
    EXPECT_THAT(ended->analysis, ElementsAre(Pair("stop", "true")));
}

TEST_P(Webhooks, that_are_replayed_report_the_last_that_says_something) {
    receive(start);
    const auto replay = [&](const std::vector<Webhook>& webhooks) {
        reported.clear();
        database->write([&](Transaction& tx) {
            const auto call = calls::find_platform_call(tx, {vapi, "call-1"}).value();
            report_replayed_call(tx, on_reported_call, webhooks, call, clock.now());
        });
    };
    const Webhook begin{.kind = "begin", .attempt_id = "attempt-1"};
    const Webhook busy{.kind = "end", .attempt_id = "attempt-1", .dial_outcome = DialOutcome::busy};
    const Webhook declined{.kind = "end", .attempt_id = "attempt-2", .dial_outcome = DialOutcome::declined};
    const Webhook audio{.kind = "audio", .brings_audio = true, .dial_outcome = DialOutcome::answered};
    replay({begin});
    ASSERT_EQ(reported.size(), 1);
    EXPECT_EQ(reported[0].status, CallStatus::ongoing);
    EXPECT_TRUE(reported[0].is_replayed);

    receive(end);
    EXPECT_FALSE(reported.back().is_replayed);
    replay({begin, busy, declined, begin, audio});
    ASSERT_EQ(reported.size(), 1);
    EXPECT_EQ(reported[0].attempt_id, AttemptId(std::string("attempt-2")));
    EXPECT_EQ(reported[0].status, CallStatus::failed);
    EXPECT_EQ(reported[0].dial_outcome, DialOutcome::declined);
    EXPECT_TRUE(reported[0].is_replayed);
    replay({begin, audio});  // it has ended
    EXPECT_TRUE(reported.empty());
    on_reported_call = nullptr;
    replay({busy});
    EXPECT_TRUE(reported.empty());
}

TEST_P(Webhooks, store_nothing_where_the_campaign_could_not_be_told) {
    on_reported_call = [](Transaction&, const ReportedCall&, Time) -> bool { throw std::runtime_error("not now"); };
    EXPECT_ANY_THROW(receive(end));
    EXPECT_FALSE(has_call("call-1"));
    on_reported_call = nullptr;
    receive(end);
    EXPECT_TRUE(has_call("call-1"));
}

TEST_P(Webhooks, say_of_an_erased_number_that_nothing_may_be_stored) {
    receive(start);
    database->write([&](Transaction& tx) {
        tx.execute("UPDATE calls SET erased_at = $1 WHERE external_id = 'call-1'", clock.now());
    });
    receive(end);
    ASSERT_EQ(reported.size(), 2);
    EXPECT_TRUE(reported[1].is_erased);
    EXPECT_EQ(reported[1].dial_outcome, DialOutcome::busy);
}

constexpr auto predial = R"({"message":{"type":"campaign.predial","campaignId":"campaign-1",
    "contact":{"id":"x","campaignId":"campaign-1","orgId":"o","number":"+4520123456","createdAt":"2026-03-10T12:00:00Z"}}})";

TEST_P(Webhooks, ask_whether_the_connections_only_agent_may_call) {
    EXPECT_EQ(receive(predial).is_eligible, true);
    may_be = false;
    EXPECT_EQ(receive(predial).is_eligible, false);  // the same question, answered again
    EXPECT_THAT(asked, ElementsAre(Pair("reception", "+4520123456"), Pair("reception", "+4520123456")));
    EXPECT_TRUE(platform.requests().empty());
    EXPECT_TRUE(reported.empty());
}

TEST_P(Webhooks, ask_the_platform_once_which_agent_calls) {
    know("assistant-2", sales);
    EXPECT_EQ(receive(predial).is_eligible, false);  // one of two, and no API key
    database->write([&](Transaction& tx) { update_connection_key(tx, vapi, key.seal("api-key"), clock.now()); });
    // What is remembered of a campaign is remembered for as long as the program runs.
    const auto campaign = make_uuid(clock.now());
    const auto other = fmt::format(R"({{"message":{{"type":"campaign.predial","campaignId":"{}",
        "contact":{{"number":"+4520123456"}}}}}})",
                                   campaign);
    EXPECT_EQ(receive(other).is_eligible, true);
    EXPECT_EQ(receive(other).is_eligible, true);
    EXPECT_THAT(asked, ElementsAre(Pair("sales", "+4520123456"), Pair("sales", "+4520123456")));
    ASSERT_EQ(platform.requests().size(), 1);
    EXPECT_THAT(platform.requests()[0], testing::StartsWith("GET /v2/campaign/" + campaign));
    EXPECT_THAT(platform.requests()[0], testing::HasSubstr("Authorization: Bearer api-key\r\n"));
}

TEST_P(Webhooks, are_answered_no_where_nobody_can_say_yes) {
    const auto without_number = R"({"message":{"type":"campaign.predial","campaignId":"campaign-1","contact":{}}})";
    EXPECT_EQ(receive(without_number).is_eligible, false);
    may_be_dialled = nullptr;
    EXPECT_EQ(receive(predial).is_eligible, false);
    EXPECT_TRUE(asked.empty());
}

TEST_P(Webhooks, of_other_kinds_are_no_question) {
    EXPECT_FALSE(receive(start).is_eligible);
    EXPECT_FALSE(receive(R"({"message":{"type":"transcript"}})").is_eligible);
    EXPECT_TRUE(asked.empty());
}

ROLLCALL_ON_BOTH_BACKENDS(Webhooks);

}  // namespace
}  // namespace rollcall::connectors
