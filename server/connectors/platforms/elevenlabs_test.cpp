#include "connectors/platforms/elevenlabs.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace rollcall::connectors {
namespace {

using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

Webhook read(std::string_view json) { return read_elevenlabs_webhook(boost::json::parse(json)); }

// With a field of `data` in place of, or beside, those of an ordinary conversation.
Webhook read_with(std::string_view field = "{}") {
    auto body = boost::json::parse(R"({"type":"post_call_transcription","event_timestamp":1700000070,"data":{
        "agent_id":"agent-1","agent_name":"Reception","conversation_id":"conv-1","status":"done",
        "metadata":{"start_time_unix_secs":1700000000,"call_duration_secs":61,"cost":296,
            "termination_reason":"Client disconnected: 1000",
            "phone_call":{"direction":"inbound","agent_number":"+4533119988","external_number":"+4520123456"}}}})");
    const auto more = boost::json::parse(field);
    for (const auto& [name, value] : more.as_object()) body.at("data").as_object()[name] = value;
    return read_elevenlabs_webhook(body);
}

calls::CallUpdate update_with(std::string_view field) { return read_with(field).call_update.value(); }

TEST(ElevenLabs, ReportsACallThatHasEnded) {
    const auto webhook = read_with();
    EXPECT_EQ(webhook.kind, "post_call_transcription");
    EXPECT_EQ(webhook.external_call_id, "conv-1");
    EXPECT_EQ(webhook.call_update->external_agent_id, "agent-1");
    EXPECT_EQ(webhook.call_update->agent_name, "Reception");
    const auto& update = webhook.call_update.value();
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_EQ(update.direction, Direction::inbound);
    EXPECT_EQ(update.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(update.ended_at, from_milliseconds(1'700'000'061'000));
    EXPECT_EQ(update.duration, Duration(61'000));
    EXPECT_EQ(update.from_number, "+4520123456");
    EXPECT_EQ(update.to_number, "+4533119988");
    EXPECT_EQ(update.end_reason, "Client disconnected: 1000");
    EXPECT_FALSE(update.cost);
}

TEST(ElevenLabs, TellsTheNumbersOfACall) {
    const auto outbound = update_with(R"({"metadata":{"phone_call":{"direction":"outbound",
        "agent_number":"+4533119988","external_number":"+4520123456"}}})");
    EXPECT_EQ(outbound.direction, Direction::outbound);
    EXPECT_EQ(outbound.from_number, "+4533119988");
    EXPECT_EQ(outbound.to_number, "+4520123456");
    EXPECT_EQ(update_with(R"({"metadata":{"phone_call":null}})").direction, Direction::web);
}

TEST(ElevenLabs, TellsTheStatusOfACall) {
    EXPECT_EQ(update_with(R"({"status":"in-progress"})").status, CallStatus::ongoing);
    EXPECT_EQ(update_with(R"({"status":"processing"})").status, CallStatus::ended);
    EXPECT_EQ(update_with(R"({"status":"failed"})").status, CallStatus::ended);
    EXPECT_EQ(update_with(R"({"status":"failed","metadata":{"call_duration_secs":0}})").status, CallStatus::failed);
}

TEST(ElevenLabs, TellsTranscriptSummaryAndOutcome) {
    const auto update = update_with(R"({"transcript":[
        {"role":"agent","message":"Hello","time_in_call_secs":0},
        {"role":"user","message":"Hi","time_in_call_secs":2},
        {"role":"agent","message":null,"time_in_call_secs":3,
            "tool_calls":[{"tool_name":"berths","params_as_json":"{}"}]},
        {"role":"agent","message":null,"time_in_call_secs":4,
            "tool_results":[{"tool_name":"berths","result_value":"14"},{"tool_name":7}]}],
        "analysis":{"call_successful":"failure","transcript_summary":"No berth."}})");
    const calls::Transcript expected{{TurnRole::agent, "Hello", Duration(0), {}},
                                     {TurnRole::caller, "Hi", Duration(2000), {}},
                                     {TurnRole::tool, "berths({})", Duration(3000), {}},
                                     {TurnRole::tool, "berths = 14", Duration(4000), {}}};
    EXPECT_EQ(update.transcript, expected);
    EXPECT_EQ(update.summary, "No berth.");
    EXPECT_EQ(update.outcome, Outcome::unsuccessful);
}

TEST(ElevenLabs, ReportsACallThatItCouldNotMake) {
    const auto webhook = read(R"({"type":"call_initiation_failure","event_timestamp":1700000000,"data":{
        "agent_id":"agent-1","conversation_id":"conv-1","failure_reason":"no-answer",
        "metadata":{"type":"twilio","body":{"From":"+4533119988","To":"+4520123456"}}}})");
    const auto& update = webhook.call_update.value();
    EXPECT_EQ(update.status, CallStatus::failed);
    EXPECT_EQ(update.direction, Direction::outbound);
    EXPECT_EQ(update.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(update.duration, Duration(0));
    EXPECT_EQ(update.from_number, "+4533119988");
    EXPECT_EQ(update.to_number, "+4520123456");
    EXPECT_EQ(update.end_reason, "no-answer");
}

TEST(ElevenLabs, SendsAudioInAWebhookOfItsOwn) {
    const auto webhook = read(R"({"type":"post_call_audio","data":{"agent_id":"agent-1","conversation_id":"conv-1",
        "full_audio":null}})");
    EXPECT_EQ(webhook.external_call_id, "conv-1");
    EXPECT_EQ(webhook.call_update->external_agent_id, "agent-1");
    EXPECT_TRUE(webhook.brings_audio);
    EXPECT_FALSE(webhook.call_update->status);
    EXPECT_FALSE(read_with().brings_audio);
}

TEST(ElevenLabs, ReportsACallWhateverAFieldHolds) {
    const auto update = update_with(R"({"metadata":{"call_duration_secs":"long","phone_call":7},"analysis":[],
        "transcript":"Hello","status":{}})");
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_FALSE(update.duration || update.started_at || update.summary || update.transcript);
}

TEST(ElevenLabs, SendsKindsThatSayNothingAboutACall) {
    EXPECT_FALSE(read(R"({"type":"something_new","data":{"conversation_id":"conv-1"}})").call_update);
    EXPECT_EQ(read(R"({"type":"something_new","data":{"conversation_id":"conv-1"}})").external_call_id, "conv-1");
    EXPECT_EQ(read("null").kind, "unknown");
}

}  // namespace
}  // namespace rollcall::connectors
