#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "connectors/platforms/platform_event.hpp"

namespace rollcall::connectors {
namespace {

using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

PlatformEvent understood(std::string_view json) { return understand_elevenlabs(boost::json::parse(json)); }

// With a field of `data` in place of, or beside, those of an ordinary conversation.
PlatformEvent told(std::string_view field = "{}") {
    auto body = boost::json::parse(R"({"type":"post_call_transcription","event_timestamp":1700000070,"data":{
        "agent_id":"agent-1","agent_name":"Reception","conversation_id":"conv-1","status":"done",
        "metadata":{"start_time_unix_secs":1700000000,"call_duration_secs":61,"cost":296,
            "termination_reason":"Client disconnected: 1000",
            "phone_call":{"direction":"inbound","agent_number":"+4533119988","external_number":"+4520123456"}}}})");
    const auto more = boost::json::parse(field);
    for (const auto& [name, value] : more.as_object()) body.at("data").as_object()[name] = value;
    return understand_elevenlabs(body);
}

calls::CallReport report_with(std::string_view field) { return told(field).message.value().report; }

TEST(ElevenLabs, ReportsACallThatIsOver) {
    const auto event = told();
    EXPECT_EQ(event.kind, "post_call_transcription");
    EXPECT_EQ(event.call, "conv-1");
    EXPECT_EQ(event.message->agent, "agent-1");
    EXPECT_EQ(event.message->agent_name, "Reception");
    const auto& report = event.message->report;
    EXPECT_EQ(report.status, CallStatus::ended);
    EXPECT_EQ(report.direction, Direction::inbound);
    EXPECT_EQ(report.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(report.ended_at, from_milliseconds(1'700'000'061'000));
    EXPECT_EQ(report.duration, Duration(61'000));
    EXPECT_EQ(report.from_number, "+4520123456");
    EXPECT_EQ(report.to_number, "+4533119988");
    EXPECT_EQ(report.end_reason, "Client disconnected: 1000");
    EXPECT_FALSE(report.cost);
}

TEST(ElevenLabs, TellsWhoCalled) {
    const auto outbound = report_with(R"({"metadata":{"phone_call":{"direction":"outbound",
        "agent_number":"+4533119988","external_number":"+4520123456"}}})");
    EXPECT_EQ(outbound.direction, Direction::outbound);
    EXPECT_EQ(outbound.from_number, "+4533119988");
    EXPECT_EQ(outbound.to_number, "+4520123456");
    EXPECT_EQ(report_with(R"({"metadata":{"phone_call":null}})").direction, Direction::web);
}

TEST(ElevenLabs, TellsHowFarACallHasCome) {
    EXPECT_EQ(report_with(R"({"status":"in-progress"})").status, CallStatus::ongoing);
    EXPECT_EQ(report_with(R"({"status":"processing"})").status, CallStatus::ended);
    EXPECT_EQ(report_with(R"({"status":"failed"})").status, CallStatus::ended);
    EXPECT_EQ(report_with(R"({"status":"failed","metadata":{"call_duration_secs":0}})").status, CallStatus::failed);
}

TEST(ElevenLabs, TellsWhatWasSaidAndFoundOut) {
    const auto report = report_with(R"({"transcript":[
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
    EXPECT_EQ(report.transcript, expected);
    EXPECT_EQ(report.summary, "No berth.");
    EXPECT_EQ(report.outcome, Outcome::unsuccessful);
}

TEST(ElevenLabs, TellsOfACallThatItCouldNotMake) {
    const auto event = understood(R"({"type":"call_initiation_failure","event_timestamp":1700000000,"data":{
        "agent_id":"agent-1","conversation_id":"conv-1","failure_reason":"no-answer",
        "metadata":{"type":"twilio","body":{"From":"+4533119988","To":"+4520123456"}}}})");
    const auto& report = event.message->report;
    EXPECT_EQ(report.status, CallStatus::failed);
    EXPECT_EQ(report.direction, Direction::outbound);
    EXPECT_EQ(report.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(report.duration, Duration(0));
    EXPECT_EQ(report.from_number, "+4533119988");
    EXPECT_EQ(report.to_number, "+4520123456");
    EXPECT_EQ(report.end_reason, "no-answer");
}

TEST(ElevenLabs, SendsAudioApart) {
    const auto event = understood(R"({"type":"post_call_audio","data":{"agent_id":"agent-1","conversation_id":"conv-1",
        "full_audio":null}})");
    EXPECT_EQ(event.call, "conv-1");
    EXPECT_EQ(event.message->agent, "agent-1");
    EXPECT_TRUE(event.message->brings_audio);
    EXPECT_FALSE(event.message->report.status);
    EXPECT_FALSE(told().message->brings_audio);
}

TEST(ElevenLabs, KeepsACallWhateverAFieldHolds) {
    const auto report = report_with(R"({"metadata":{"call_duration_secs":"long","phone_call":7},"analysis":[],
        "transcript":"Hello","status":{}})");
    EXPECT_EQ(report.status, CallStatus::ended);
    EXPECT_FALSE(report.duration || report.started_at || report.summary || report.transcript);
}

TEST(ElevenLabs, SaysMoreThanWeUnderstand) {
    EXPECT_FALSE(understood(R"({"type":"something_new","data":{"conversation_id":"conv-1"}})").message);
    EXPECT_EQ(understood(R"({"type":"something_new","data":{"conversation_id":"conv-1"}})").call, "conv-1");
    EXPECT_EQ(understood("null").kind, "unknown");
}

}  // namespace
}  // namespace rollcall::connectors
