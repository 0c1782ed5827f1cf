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

// With a field of the call in place of, or beside, those of an ordinary one.
PlatformEvent told(std::string_view event, std::string_view field = "{}") {
    auto body = boost::json::parse(R"({"call":{"call_id":"call-1","agent_id":"agent-1","agent_name":"Reception",
        "call_type":"phone_call","call_status":"ended","direction":"inbound","from_number":"+4520123456",
        "to_number":"+4533119988","start_timestamp":1700000000000,"end_timestamp":1700000061500,
        "disconnection_reason":"user_hangup","call_cost":{"combined_cost":12.34}}})");
    body.as_object()["event"] = event;
    const auto more = boost::json::parse(field);
    for (const auto& [name, value] : more.as_object()) body.at("call").as_object()[name] = value;
    return understand_retell(body);
}

calls::CallReport report_with(std::string_view field, std::string_view event = "call_ended") {
    return told(event, field).message.value().report;
}

TEST(Retell, ReportsACallThatIsOver) {
    const auto event = told("call_ended");
    EXPECT_EQ(event.kind, "call_ended");
    EXPECT_EQ(event.call, "call-1");
    EXPECT_EQ(event.message->agent, "agent-1");
    EXPECT_EQ(event.message->agent_name, "Reception");
    const auto& report = event.message->report;
    EXPECT_EQ(report.status, CallStatus::ended);
    EXPECT_EQ(report.direction, Direction::inbound);
    EXPECT_EQ(report.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_EQ(report.ended_at, from_milliseconds(1'700'000'061'500));
    EXPECT_EQ(report.duration, Duration(61'500));
    EXPECT_EQ(report.from_number, "+4520123456");
    EXPECT_EQ(report.to_number, "+4533119988");
    EXPECT_EQ(report.end_reason, "user_hangup");
    EXPECT_EQ(report.cost, 123'400);
    EXPECT_EQ(report_with(R"({"duration_ms":60000})").duration, Duration(60'000));
}

TEST(Retell, ReportsACallThatBegins) {
    const auto report = report_with(R"({"call_status":"ongoing"})", "call_started");
    EXPECT_EQ(report.status, CallStatus::ongoing);
    EXPECT_EQ(report.started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_FALSE(report.ended_at || report.duration || report.cost);
    EXPECT_EQ(report_with(R"({"call_type":"web_call","direction":null})").direction, Direction::web);
}

TEST(Retell, TellsACallThatNeverConnected) {
    for (const auto* field : {R"({"call_status":"not_connected","start_timestamp":null})",
                              R"({"call_status":"error","start_timestamp":null,"duration_ms":0})"}) {
        const auto report = report_with(field);
        EXPECT_EQ(report.status, CallStatus::failed) << field;
        EXPECT_EQ(report.duration, Duration(0)) << field;
        EXPECT_EQ(report.started_at, from_milliseconds(1'700'000'061'500)) << field;
    }
    EXPECT_EQ(report_with(R"({"call_status":"error"})").status, CallStatus::ended);
}

TEST(Retell, TellsWhatWasSaid) {
    const auto report = report_with(R"({"transcript":"Agent: not this","transcript_object":[
        {"role":"agent","content":"Hello there","words":[{"word":"Hello","start":0.5,"end":0.9},{"word":"there","end":1.25}]},
        {"role":"user","content":"Hi","words":[]},
        {"role":"transfer_target","content":"Harbour master","words":"none"},
        {"role":"agent","content":null}]})");
    const calls::Transcript expected{{TurnRole::agent, "Hello there", Duration(500), Duration(1250)},
                                     {TurnRole::caller, "Hi", {}, {}},
                                     {TurnRole::caller, "Harbour master", {}, {}}};
    EXPECT_EQ(report.transcript, expected);
}

TEST(Retell, TellsWhatToolsDid) {
    const auto report = report_with(R"({"transcript_object":[],"transcript_with_tool_calls":[
        {"role":"agent","content":"One moment","words":[]},
        {"role":"tool_call_invocation","name":"berths","arguments":"{}","tool_call_id":"t1"},
        {"role":"tool_call_result","content":"14","tool_call_id":"t1"},
        {"role":"node_transition","new_node_name":"end"}]})");
    const calls::Transcript expected{{TurnRole::agent, "One moment", {}, {}},
                                     {TurnRole::tool, "berths({})", {}, {}},
                                     {TurnRole::tool, "14", {}, {}}};
    EXPECT_EQ(report.transcript, expected);
}

TEST(Retell, TellsItAsOneTextToo) {
    const calls::Transcript expected{{TurnRole::agent, "Hello", {}, {}}, {TurnRole::caller, "Hi", {}, {}}};
    EXPECT_EQ(report_with(R"({"transcript":"Agent: Hello\nUser: Hi\n"})").transcript, expected);
}

TEST(Retell, TellsWhatWasFoundOut) {
    const auto report =
        report_with(R"({"call_analysis":{"call_summary":"A berth.","call_successful":true}})", "call_analyzed");
    EXPECT_EQ(report.summary, "A berth.");
    EXPECT_EQ(report.outcome, Outcome::successful);
    EXPECT_EQ(report_with(R"({"call_analysis":{"call_successful":false}})").outcome, Outcome::unsuccessful);
    EXPECT_FALSE(report_with(R"({"call_analysis":{"call_successful":"perhaps"}})").outcome);
}

TEST(Retell, NamesTheRecordingWithBothSidesFirst) {
    const auto url = [](std::string_view field) { return told("call_ended", field).message->recording_url; };
    EXPECT_EQ(url(R"({"recording_url":"https://a/1","recording_multi_channel_url":"https://a/2"})"), "https://a/2");
    EXPECT_EQ(url(R"({"recording_url":"https://a/1"})"), "https://a/1");
    EXPECT_FALSE(url("{}"));
}

TEST(Retell, KeepsACallWhateverAFieldHolds) {
    const auto report = report_with(R"({"end_timestamp":"soon","call_cost":[],"from_number":7,"call_analysis":"good",
        "transcript_object":{"role":"agent"},"disconnection_reason":null,"call_status":7})");
    EXPECT_EQ(report.status, CallStatus::ended);
    EXPECT_FALSE(report.ended_at || report.duration || report.cost || report.from_number || report.summary ||
                 report.transcript || report.end_reason);
}

TEST(Retell, SaysMoreThanWeUnderstand) {
    EXPECT_EQ(told("transcript_updated").call, "call-1");
    EXPECT_FALSE(told("transcript_updated").message);
    EXPECT_EQ(understand_retell(boost::json::parse("[]")).kind, "unknown");
}

}  // namespace
}  // namespace rollcall::connectors
