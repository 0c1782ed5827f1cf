#include "connectors/platforms/vapi.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace rollcall::connectors {
namespace {

using calls::CallStatus;
using calls::Direction;
using calls::Duration;
using calls::Outcome;
using calls::Turn;
using calls::TurnRole;

Webhook read(std::string_view json) { return read_vapi_webhook(boost::json::parse(json)); }

// With a field of the message in place of, or beside, those of an ordinary update.
Webhook read_with(std::string_view field) {
    auto body = boost::json::parse(R"({"message":{"type":"end-of-call-report","endedReason":"customer-ended-call",
        "startedAt":"2026-11-24T10:00:00.000Z","endedAt":"2026-11-24T10:01:01.500Z","cost":0.1234,
        "call":{"id":"call-1","type":"inboundPhoneCall","assistantId":"asst-1"},
        "assistant":{"name":"Reception"},"customer":{"number":"+4520123456"},"phoneNumber":{"number":"+4533119988"}}})");
    const auto more = boost::json::parse(field);
    for (const auto& [name, value] : more.as_object()) body.at("message").as_object()[name] = value;
    return read_vapi_webhook(body);
}

calls::CallUpdate update_with(std::string_view field) { return read_with(field).call_update.value(); }

TEST(Vapi, ReportsACallThatHasEnded) {
    const auto webhook = read_with("{}");
    EXPECT_EQ(webhook.kind, "end-of-call-report");
    EXPECT_EQ(webhook.external_call_id, "call-1");
    EXPECT_EQ(webhook.call_update->external_agent_id, "asst-1");
    EXPECT_EQ(webhook.call_update->agent_name, "Reception");
    EXPECT_FALSE(webhook.call_update->recording_url);
    const auto& update = webhook.call_update.value();
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_EQ(update.direction, Direction::inbound);
    EXPECT_EQ(update.started_at, time_from_rfc3339("2026-11-24T10:00:00Z"));
    EXPECT_EQ(update.ended_at, time_from_rfc3339("2026-11-24T10:01:01.5Z"));
    EXPECT_EQ(update.duration, Duration(61'500));
    EXPECT_EQ(update.from_number, "+4520123456");
    EXPECT_EQ(update.to_number, "+4533119988");
    EXPECT_EQ(update.end_reason, "customer-ended-call");
    EXPECT_EQ(update.cost, 123'400);
    EXPECT_FALSE(update.transcript);
}

TEST(Vapi, TellsTheNumbersOfACall) {
    const auto outbound = update_with(R"({"call":{"id":"c","type":"outboundPhoneCall"}})");
    EXPECT_EQ(outbound.direction, Direction::outbound);
    EXPECT_EQ(outbound.from_number, "+4533119988");
    EXPECT_EQ(outbound.to_number, "+4520123456");
    EXPECT_EQ(update_with(R"({"call":{"id":"c","type":"webCall"}})").direction, Direction::web);
    EXPECT_EQ(update_with(R"({"customer":{"sipUri":"sip:a@b"}})").from_number, "sip:a@b");
}

TEST(Vapi, NamesTheAssistantOrTheSquad) {
    EXPECT_EQ(read_with(R"({"call":{"id":"c"},"assistant":{"id":"asst-2"}})").call_update->external_agent_id, "asst-2");
    EXPECT_EQ(read_with(R"({"call":{"id":"c","squadId":"squad-1"}})").call_update->external_agent_id, "squad-1");
    EXPECT_FALSE(read_with(R"({"call":{"id":"c"}})").call_update->external_agent_id);
}

TEST(Vapi, TellsACallThatNeverConnected) {
    for (const auto* field :
         {R"({"startedAt":null,"endedAt":null,"endedReason":"customer-did-not-answer"})",
          R"({"endedReason":"customer-busy"})", R"({"endedReason":"call.start.error-get-transport"})",
          R"({"endedReason":"twilio-failed-to-connect-call"})"}) {
        const auto update = update_with(field);
        EXPECT_EQ(update.status, CallStatus::failed) << field;
        EXPECT_EQ(update.duration, Duration(0)) << field;
    }
    EXPECT_EQ(update_with(R"({"endedReason":"voicemail"})").status, CallStatus::ended);
    EXPECT_EQ(
        update_with(R"({"endedReason":"call.in-progress.error-assistant-did-not-receive-customer-audio"})").status,
        CallStatus::ended);
}

TEST(Vapi, TellsTheTranscript) {
    const auto update = update_with(R"({"artifact":{"messages":[
        {"role":"system","message":"You are a harbour.","secondsFromStart":0},
        {"role":"bot","message":"Hello","secondsFromStart":1.5,"duration":900},
        {"role":"user","message":"Hi","secondsFromStart":3,"time":1700000003000,"endTime":1700000003400},
        {"role":"tool_calls","secondsFromStart":4,"toolCalls":[{"function":{"name":"berths","arguments":"{\"n\":1}"}}]},
        {"role":"tool_call_result","name":"berths","result":"14","secondsFromStart":5},
        {"role":"bot","secondsFromStart":6},
        {"role":"bot","message":"Fourteen.","secondsFromStart":"late"}]}})");
    const calls::Transcript expected{{TurnRole::agent, "Hello", Duration(1500), Duration(2400)},
                                     {TurnRole::caller, "Hi", Duration(3000), Duration(3400)},
                                     {TurnRole::tool, R"(berths({"n":1}))", Duration(4000), {}},
                                     {TurnRole::tool, "berths = 14", Duration(5000), {}},
                                     {TurnRole::agent, "Fourteen.", {}, {}}};
    EXPECT_EQ(update.transcript, expected);
}

TEST(Vapi, MayTellTheTranscriptAsOneText) {
    const auto update =
        update_with(R"({"artifact":{"messages":[],"transcript":"AI: Hello\nthere\nUser: Hi\n\nAI:\n"}})");
    const calls::Transcript expected{{TurnRole::agent, "Hello\nthere", {}, {}}, {TurnRole::caller, "Hi", {}, {}}};
    EXPECT_EQ(update.transcript, expected);
}

TEST(Vapi, NamesTheRecordingWithBothSidesFirst) {
    const auto url = [](std::string_view artifact) {
        return read_with(R"({"artifact":)" + std::string(artifact) + "}").call_update->recording_url;
    };
    EXPECT_EQ(url(R"({"recordingUrl":"https://a/1","recording":{"stereoUrl":"https://a/2"}})"), "https://a/2");
    EXPECT_EQ(url(R"({"recordingUrl":"https://a/1","stereoRecordingUrl":"https://a/3"})"), "https://a/3");
    EXPECT_EQ(url(R"({"recording":{"mono":{"combinedUrl":"https://a/4"}}})"), "https://a/4");
    EXPECT_EQ(url(R"({"recordingUrl":"https://a/1"})"), "https://a/1");
    EXPECT_EQ(read_with(R"({"recordingUrl":"https://a/5"})").call_update->recording_url, "https://a/5");
}

TEST(Vapi, TellsTheOutcomeOnlyOnAPlainScale) {
    const auto outcome = [](std::string_view evaluation) {
        return update_with(R"({"analysis":{"summary":"A berth.","successEvaluation":)" + std::string(evaluation) + "}}")
            .outcome;
    };
    EXPECT_EQ(outcome(R"("true")"), Outcome::successful);
    EXPECT_EQ(outcome("true"), Outcome::successful);
    EXPECT_EQ(outcome(R"("false")"), Outcome::unsuccessful);
    EXPECT_EQ(outcome(R"("7")"), Outcome::unknown);
    EXPECT_FALSE(outcome("null"));
    EXPECT_EQ(update_with(R"({"analysis":{"summary":"A berth."}})").summary, "A berth.");
}

TEST(Vapi, ReportsACallWhateverAFieldHolds) {
    const auto update = update_with(R"({"endedAt":7,"cost":"much","customer":[],"analysis":"none","artifact":true,
        "endedReason":{}})");
    EXPECT_EQ(update.status, CallStatus::ended);
    EXPECT_FALSE(update.ended_at || update.duration || update.cost || update.from_number || update.summary ||
                 update.end_reason || update.transcript);
}

TEST(Vapi, ReportsAnOngoingCall) {
    const auto webhook = read(R"({"message":{"type":"status-update","status":"in-progress","timestamp":1700000000000,
        "call":{"id":"call-1","type":"webCall","assistantId":"asst-1"}}})");
    EXPECT_EQ(webhook.call_update->status, CallStatus::ongoing);
    EXPECT_EQ(webhook.call_update->started_at, from_milliseconds(1'700'000'000'000));
    EXPECT_FALSE(read(R"({"message":{"type":"status-update","status":"ringing","call":{"id":"c"}}})").call_update);
}

TEST(Vapi, SendsKindsThatSayNothingAboutACall) {
    const auto webhook = read(R"({"message":{"type":"speech-update","call":{"id":"call-1"}}})");
    EXPECT_EQ(webhook.kind, "speech-update");
    EXPECT_EQ(webhook.external_call_id, "call-1");
    EXPECT_FALSE(webhook.call_update);
    for (const auto* json : {"{}", "[]", "7", R"({"message":[]})", R"({"message":{"type":7}})"}) {
        EXPECT_EQ(read(json).kind, "unknown") << json;
        EXPECT_FALSE(read(json).call_update) << json;
    }
}

}  // namespace
}  // namespace rollcall::connectors
