#include "connectors/platforms/retell.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace rollcall::connectors {
namespace {

using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::TurnRole;

// With a field of the call in place of, or beside, those of an ordinary one.
Webhook read_with(std::string_view event, std::string_view field = "{}") {
    auto body = boost::json::parse(R"({"call":{"call_id":"call-1","agent_id":"agent-1","agent_name":"Reception",
        "call_type":"phone_call","call_status":"ended","direction":"inbound","from_number":"+4520123456",
        "to_number":"+4533119988","start_timestamp":1700000000000,"end_timestamp":1700000061500,
        "disconnection_reason":"user_hangup","call_cost":{"combined_cost":12.34}}})");
    body.as_object()["event"] = event;
    const auto more = boost::json::parse(field);
    for (const auto& [name, value] : more.as_object()) body.at("call").as_object()[name] = value;
    return read_retell_webhook(body);
}

calls::CallUpdate update_with(std::string_view field, std::string_view event = "call_ended") {
    return read_with(event, field).call_update.value();
}

TEST(Retell, ReportsACallThatHasEnded) {
    const auto webhook = read_with("call_ended");
    EXPECT_EQ(webhook.kind, "call_ended");
    EXPECT_EQ(webhook.external_call_id, "call-1");
    EXPECT_EQ(webhook.call_update->external_agent_id, "agent-1");
    EXPECT_EQ(webhook.call_update->agent_name, "Reception");
    const auto& update = webhook.call_update.value();
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_EQ(update.direction, Direction::inbound);
    EXPECT_EQ(update.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(update.ended_at, from_milliseconds(1'700'000'061'500));
    EXPECT_EQ(update.duration, Duration(61'500));
    EXPECT_EQ(update.from_number, "+4520123456");
    EXPECT_EQ(update.to_number, "+4533119988");
    EXPECT_EQ(update.end_reason, "user_hangup");
    EXPECT_EQ(update.cost, 123'400);
    EXPECT_EQ(update_with(R"({"duration_ms":60000})").duration, Duration(60'000));
}

TEST(Retell, ReportsAnOngoingCall) {
    const auto update = update_with(R"({"call_status":"ongoing"})", "call_started");
    EXPECT_EQ(update.status, CallStatus::ongoing);
    EXPECT_EQ(update.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_FALSE(update.ended_at || update.duration || update.cost);
    EXPECT_EQ(update_with(R"({"call_type":"web_call","direction":null})").direction, Direction::web);
}

TEST(Retell, TellsACallThatNeverConnected) {
    for (const auto* field : {R"({"call_status":"not_connected","start_timestamp":null})",
                              R"({"call_status":"error","start_timestamp":null,"duration_ms":0})"}) {
        const auto update = update_with(field);
        EXPECT_EQ(update.status, CallStatus::failed) << field;
        EXPECT_EQ(update.duration, Duration(0)) << field;
        EXPECT_EQ(update.started_at, from_milliseconds(1'700'000'061'500)) << field;
    }
    EXPECT_EQ(update_with(R"({"call_status":"error"})").status, CallStatus::ended);
}

TEST(Retell, TellsTheTranscript) {
    const auto update = update_with(R"({"transcript":"Agent: not this","transcript_object":[
        {"role":"agent","content":"Hello there","words":[{"word":"Hello","start":0.5,"end":0.9},{"word":"there","end":1.25}]},
        {"role":"user","content":"Hi","words":[]},
        {"role":"transfer_target","content":"Harbour master","words":"none"},
        {"role":"agent","content":null}]})");
    const calls::Transcript expected{{TurnRole::agent, "Hello there", Duration(500), Duration(1250)},
                                     {TurnRole::caller, "Hi", {}, {}},
                                     {TurnRole::caller, "Harbour master", {}, {}}};
    EXPECT_EQ(update.transcript, expected);
}

TEST(Retell, TellsWhatToolsDid) {
    const auto update = update_with(R"({"transcript_object":[],"transcript_with_tool_calls":[
        {"role":"agent","content":"One moment","words":[]},
        {"role":"tool_call_invocation","name":"berths","arguments":"{}","tool_call_id":"t1"},
        {"role":"tool_call_result","content":"14","tool_call_id":"t1"},
        {"role":"node_transition","new_node_name":"end"}]})");
    const calls::Transcript expected{{TurnRole::agent, "One moment", {}, {}},
                                     {TurnRole::tool, "berths({})", {}, {}},
                                     {TurnRole::tool, "14", {}, {}}};
    EXPECT_EQ(update.transcript, expected);
}

TEST(Retell, MayTellTheTranscriptAsOneText) {
    const calls::Transcript expected{{TurnRole::agent, "Hello", {}, {}}, {TurnRole::caller, "Hi", {}, {}}};
    EXPECT_EQ(update_with(R"({"transcript":"Agent: Hello\nUser: Hi\n"})").transcript, expected);
}

TEST(Retell, TellsSummaryAndOutcome) {
    const auto update =
        update_with(R"({"call_analysis":{"call_summary":"A berth.","call_successful":true}})", "call_analyzed");
    EXPECT_EQ(update.summary, "A berth.");
    EXPECT_EQ(update.outcome, Outcome::successful);
    EXPECT_EQ(update_with(R"({"call_analysis":{"call_successful":false}})").outcome, Outcome::unsuccessful);
    EXPECT_FALSE(update_with(R"({"call_analysis":{"call_successful":"perhaps"}})").outcome);
}

TEST(Retell, NamesTheRecordingWithBothSidesFirst) {
    const auto url = [](std::string_view field) { return read_with("call_ended", field).call_update->recording_url; };
    EXPECT_EQ(url(R"({"recording_url":"https://a/1","recording_multi_channel_url":"https://a/2"})"), "https://a/2");
    EXPECT_EQ(url(R"({"recording_url":"https://a/1"})"), "https://a/1");
    EXPECT_FALSE(url("{}"));
}

TEST(Retell, ReportsACallWhateverAFieldHolds) {
    const auto update = update_with(R"({"end_timestamp":"soon","call_cost":[],"from_number":7,"call_analysis":"good",
        "transcript_object":{"role":"agent"},"disconnection_reason":null,"call_status":7})");
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_FALSE(update.ended_at || update.duration || update.cost || update.from_number || update.summary ||
                 update.transcript || update.end_reason);
}

TEST(Retell, SendsKindsThatSayNothingAboutACall) {
    EXPECT_EQ(read_with("transcript_updated").external_call_id, "call-1");
    EXPECT_FALSE(read_with("transcript_updated").call_update);
    EXPECT_EQ(read_retell_webhook(boost::json::parse("[]")).kind, "unknown");
}

}  // namespace
}  // namespace rollcall::connectors
