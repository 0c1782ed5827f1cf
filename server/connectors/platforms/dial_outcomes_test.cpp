#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "connectors/platforms/elevenlabs.hpp"
#include "connectors/platforms/retell.hpp"
#include "connectors/platforms/vapi.hpp"
#include "core/enum_names.hpp"

namespace rollcall::connectors {
namespace {

using calls::DialOutcome;
using testing::ElementsAre;
using testing::Pair;

// Each reason of the SDKs (tests/api/platform-requests.test.ts) with its outcome; "answered" is that of a call that has
// connected.
boost::json::object read_reasons(const char* platform) {
    std::ifstream file(ROLLCALL_END_REASONS);
    const auto all = boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    return all.at(platform).as_object();
}

std::string name_of_outcome(const Webhook& webhook) {
    return webhook.dial_outcome ? std::string(enum_name(*webhook.dial_outcome)) : "";
}

Webhook read_vapi(std::string_view more) {
    return read_vapi_webhook(boost::json::parse(
        fmt::format(R"({{"message":{{"type":"end-of-call-report","call":{{"id":"c1"}}{}}}}})", more)));
}
Webhook read_retell(std::string_view more, std::string_view event = "call_ended") {
    return read_retell_webhook(
        boost::json::parse(fmt::format(R"({{"event":"{}","call":{{"call_id":"c1"{}}}}})", event, more)));
}
Webhook read_elevenlabs(std::string_view type, std::string_view data) {
    return read_elevenlabs_webhook(boost::json::parse(
        fmt::format(R"({{"type":"{}","data":{{"agent_id":"a","conversation_id":"c1"{}}}}})", type, data)));
}

constexpr auto vapi_start = R"(,"startedAt":"2026-03-10T12:00:00Z")";

TEST(DialOutcome, is_known_of_each_reason_of_vapi) {
    const auto reasons = read_reasons("vapi");
    EXPECT_GT(reasons.size(), 500);
    for (const auto& [reason, outcome] : reasons) {
        const auto ended = fmt::format(R"(,"endedReason":"{}")", std::string_view(reason));
        const bool is_answered = outcome.as_string() == "answered";
        EXPECT_EQ(name_of_outcome(read_vapi(ended)), is_answered ? "failed" : outcome.as_string()) << reason;
        const auto webhook = read_vapi(ended + vapi_start);
        const bool has_connected = webhook.call_update->status == calls::CallStatus::ended;
        EXPECT_EQ(name_of_outcome(webhook), is_answered && !has_connected ? "failed" : outcome.as_string()) << reason;
    }
}

TEST(DialOutcome, is_known_of_each_reason_of_retell) {
    for (const auto& [reason, outcome] : read_reasons("retell")) {
        const auto ended = fmt::format(R"(,"disconnection_reason":"{}")", std::string_view(reason));
        const bool is_answered = outcome.as_string() == "answered";
        EXPECT_EQ(name_of_outcome(read_retell(ended + R"(,"call_status":"ended")")), outcome.as_string()) << reason;
        EXPECT_EQ(name_of_outcome(read_retell(ended + R"(,"call_status":"not_connected")")),
                  is_answered ? "failed" : outcome.as_string())
            << reason;
    }
}

TEST(DialOutcome, of_an_unknown_reason_is_that_of_the_status) {
    EXPECT_EQ(read_vapi(fmt::format(R"(,"endedReason":"new-reason"{})", vapi_start)).dial_outcome,
              DialOutcome::answered);
    EXPECT_EQ(read_vapi(R"(,"endedReason":"new-reason")").dial_outcome, DialOutcome::failed);
    EXPECT_EQ(read_retell(R"(,"disconnection_reason":"new_reason","call_status":"ended")").dial_outcome,
              DialOutcome::answered);
    EXPECT_EQ(read_retell(R"(,"disconnection_reason":"new_reason","call_status":"not_connected")").dial_outcome,
              DialOutcome::failed);
}

TEST(DialOutcome, is_voicemail_where_retell_finds_one_afterwards) {
    EXPECT_EQ(read_retell(R"(,"call_status":"ended","disconnection_reason":"agent_hangup",
                             "call_analysis":{"in_voicemail":true})",
                          "call_analyzed")
                  .dial_outcome,
              DialOutcome::voicemail);
}

TEST(DialOutcome, is_not_there_before_the_end) {
    EXPECT_FALSE(read_retell(R"(,"call_status":"ongoing")", "call_started").dial_outcome);
    EXPECT_FALSE(read_elevenlabs("post_call_transcription", R"(,"status":"in-progress")").dial_outcome);
    EXPECT_FALSE(read_elevenlabs("post_call_audio", R"(,"full_audio":null)").dial_outcome);
    const auto start = read_vapi_webhook(
        boost::json::parse(R"({"message":{"type":"status-update","status":"in-progress","call":{"id":"c1"}}})"));
    EXPECT_TRUE(start.call_update && !start.dial_outcome);
}

TEST(DialOutcome, of_elevenlabs_follows_its_reason_and_the_answer_of_the_network) {
    const auto failure = [](std::string_view reason, std::string_view body) {
        return read_elevenlabs("call_initiation_failure",
                               fmt::format(R"(,"failure_reason":"{}","metadata":{{"body":{{{}}}}})", reason, body))
            .dial_outcome;
    };
    EXPECT_EQ(failure("busy", ""), DialOutcome::busy);
    EXPECT_EQ(failure("no-answer", R"("SipResponseCode":"603")"), DialOutcome::no_answer);
    EXPECT_EQ(failure("unknown", ""), DialOutcome::failed);
    EXPECT_EQ(failure("unknown", R"("SipResponseCode":"404")"), DialOutcome::invalid_number);
    EXPECT_EQ(failure("unknown", R"("sip_status_code":603)"), DialOutcome::declined);
    EXPECT_EQ(failure("unknown", R"("sip_status_code":486)"), DialOutcome::busy);
    EXPECT_EQ(failure("unknown", R"("sip_status_code":480)"), DialOutcome::no_answer);
    EXPECT_EQ(failure("unknown", R"("sip_status_code":608)"), DialOutcome::marked_as_spam);
    EXPECT_EQ(failure("unknown", R"("sip_status_code":503)"), DialOutcome::failed);

    const auto end = [](std::string_view data) {
        return read_elevenlabs("post_call_transcription", data).dial_outcome;
    };
    EXPECT_EQ(end(R"(,"status":"done","metadata":{"call_duration_secs":8})"), DialOutcome::answered);
    EXPECT_EQ(end(R"(,"status":"failed","metadata":{"call_duration_secs":0})"), DialOutcome::failed);
    EXPECT_EQ(
        end(R"(,"status":"done","metadata":{"features_usage":{"voicemail_detection":{"enabled":true,"used":true}}})"),
        DialOutcome::voicemail);
    EXPECT_EQ(end(R"(,"status":"done","metadata":{"termination_reason":"voicemail_detection tool was called."})"),
              DialOutcome::voicemail);
}

TEST(Attempt, is_named_in_what_each_platform_sends) {
    EXPECT_EQ(read_vapi(R"(,"customer":{"externalId":"attempt-1"})").attempt_id, "attempt-1");
    EXPECT_EQ(read_vapi_webhook(boost::json::parse(R"({"message":{"type":"status-update","status":"in-progress",
                  "call":{"id":"c1","customer":{"externalId":"attempt-2"}}}})"))
                  .attempt_id,
              "attempt-2");
    EXPECT_EQ(read_retell(R"(,"metadata":{"rollcall_attempt_id":"attempt-3"})").attempt_id, "attempt-3");
    EXPECT_EQ(read_elevenlabs("post_call_transcription", R"(,"conversation_initiation_client_data":
                  {"dynamic_variables":{"rollcall_attempt_id":"attempt-4"}})")
                  .attempt_id,
              "attempt-4");
    EXPECT_FALSE(read_retell(R"(,"metadata":"free text")").attempt_id);
    EXPECT_FALSE(read_vapi(R"(,"customer":{"externalId":""})").attempt_id);
}

TEST(Analysis, has_the_fields_of_each_platform_as_text) {
    EXPECT_THAT(read_vapi(R"(,"analysis":{"successEvaluation":"true","structuredData":{"stop":true,"berth":14,"x":null,
                     "list":[1]}},"artifact":{"structuredOutputs":{"id-1":{"name":"Wish","result":"later"},
                     "id-2":{"name":"All","result":{"callback":false}}}})")
                    .analysis,
                ElementsAre(Pair("Wish", "later"), Pair("berth", "14"), Pair("callback", "false"), Pair("stop", "true"),
                            Pair("successEvaluation", "true")));
    EXPECT_THAT(read_retell(R"(,"call_analysis":{"custom_analysis_data":{"stop":true,"mood":"calm"}})", "call_analyzed")
                    .analysis,
                ElementsAre(Pair("mood", "calm"), Pair("stop", "true")));
    EXPECT_THAT(read_elevenlabs("post_call_transcription", R"(,"status":"done","analysis":{"data_collection_results":
                     {"stop":{"data_collection_id":"stop","value":true,"rationale":"said so"}}})")
                    .analysis,
                ElementsAre(Pair("stop", "true")));
}

TEST(Analysis, is_bounded) {
    std::string fields;
    for (int number = 0; number < 500; ++number) fields += fmt::format(R"("field {}":1,)", number);
    const auto data = fmt::format(R"({}"long":"{}")", fields, std::string(2000, 'x'));
    EXPECT_EQ(read_vapi(fmt::format(R"(,"analysis":{{"structuredData":{{{}}}}})", data)).analysis.size(), 100);
    EXPECT_THAT(
        read_vapi(fmt::format(R"(,"analysis":{{"structuredData":{{"long":"{}"}}}})", std::string(2000, 'x'))).analysis,
        testing::IsEmpty());
}

TEST(PredialQuestion, names_the_number_and_the_campaign) {
    const auto question = read_vapi_webhook(boost::json::parse(R"({"message":{"type":"campaign.predial",
        "campaignId":"campaign-1","contact":{"id":"x","number":"+4520123456"}}})"))
                              .question;
    ASSERT_TRUE(question);
    EXPECT_EQ(question->phone, "+4520123456");
    EXPECT_EQ(question->external_campaign_id, "campaign-1");
    EXPECT_FALSE(question->external_agent_id);
}

}  // namespace
}  // namespace rollcall::connectors
