#include "connectors/calling/platform_call_placer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "connectors/calling/call_webhook.hpp"
#include "connectors/platforms/field.hpp"
#include "connectors/web/scripted_server.hpp"
#include "database/testing.hpp"

namespace rollcall::connectors {
namespace {

using Result = PlacedCall::Result;
using boost::json::value;

// tests/api/platform-requests.test.ts shows that the platforms' SDKs send what is written there.
const value& written() {
    static const value all = [] {
        std::ifstream file(ROLLCALL_CALL_REQUESTS);
        return boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    }();
    return all;
}

std::string text_of(const char* name) { return std::string(written().at("order").at(name).as_string()); }

CallOrder written_order() {
    CallOrder order{.attempt = AttemptId(text_of("attempt")),
                    .external_agent_id = text_of("agent"),
                    .from_number_id = text_of("from_number_id"),
                    .to_number = text_of("to_number"),
                    .contact_name = text_of("contact_name"),
                    .variables = {},
                    .claimed_at = *time_from_rfc3339(text_of("claimed_at"))};
    for (const auto& [name, text] : written().at("order").at("variables").as_object()) {
        order.variables[name] = std::string(text.as_string());
    }
    return order;
}

std::string target_of(const std::string& request) { return request.substr(0, request.find(" HTTP/1.1")); }
std::string body_of(const std::string& request) { return request.substr(request.find("\r\n\r\n") + 4); }

// Whether a request is the one that is written under these names.
void expect_written(const std::string& request, const char* platform, const char* name) {
    const auto& expected = written().at(platform).at(name);
    EXPECT_EQ(target_of(request), expected.at("target").as_string());
    std::string lower;
    for (const auto c : request) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    std::string key(written().at(platform).at("key").as_string());
    for (auto& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    EXPECT_THAT(lower, testing::HasSubstr("\r\n" + key + "\r\n"));
    const auto* body = expected.as_object().if_contains("body");
    if (body) {
        EXPECT_EQ(boost::json::parse(body_of(request)), *body);
    }
}

std::string json(int status, std::string_view body) { return ScriptedServer::answer(status, body); }

class CallPlacing : public ::testing::Test {
protected:
    PlacedCall place(Platform platform, const ScriptedServer& server) {
        return place(platform, server, written_order());
    }
    PlacedCall place(Platform platform, const ScriptedServer& server, const CallOrder& order) {
        const PlatformClient client({server.address(), server.address(), server.address()});
        return PlatformCallPlacer(client, hosts, clock).place_call(route(platform), order);
    }
    CallLookup find(Platform platform, const ScriptedServer& server) {
        const PlatformClient client({server.address(), server.address(), server.address()});
        return PlatformCallPlacer(client, hosts, clock).find_placed_call(route(platform), written_order());
    }
    // What becomes of a call that is answered so.
    PlacedCall answered(Platform platform, int status, std::string_view body) {
        if (platform == Platform::elevenlabs) {
            return place(platform, ScriptedServer({json(200, R"({"provider":"twilio"})"), json(status, body)}),
                         order_from_new_number());
        }
        return place(platform, ScriptedServer({json(status, body)}));
    }
    // Its provider is not known yet: providers are remembered for as long as the program runs.
    static CallOrder order_from_new_number() {
        static int count = 0;
        auto order = written_order();
        order.from_number_id = fmt::format("new number {}", ++count);
        return order;
    }
    static CallRoute route(Platform platform) {
        return {.connection = ConnectionId(std::string("connection")),
                .platform = platform,
                .api_key = text_of("api_key"),
                .webhook_url = {},
                .webhook_secret = {}};
    }

    CallPlacing() { clock.time = written_order().claimed_at + std::chrono::seconds(3); }

    database::testing::FixedClock clock;
    ExemptHosts hosts;
};

TEST_F(CallPlacing, sends_vapi_what_its_sdk_sends) {
    const ScriptedServer server({json(201, R"({"id":"call-1","status":"queued"})")});
    const auto placed = place(Platform::vapi, server);
    EXPECT_EQ(placed.result, Result::placed);
    EXPECT_EQ(placed.external_call_id, "call-1");
    EXPECT_EQ(placed.detail, "");
    ASSERT_EQ(server.requests().size(), 1);
    expect_written(server.requests()[0], "vapi", "call");
}

TEST_F(CallPlacing, sends_retell_what_its_sdk_sends) {
    const ScriptedServer server({json(201, R"({"call_id":"call-2","call_status":"registered"})")});
    EXPECT_EQ(place(Platform::retell, server).external_call_id, "call-2");
    ASSERT_EQ(server.requests().size(), 1);
    expect_written(server.requests()[0], "retell", "call");
}

TEST_F(CallPlacing, sends_elevenlabs_what_its_sdk_sends_and_asks_for_the_provider_of_a_number_once) {
    const ScriptedServer server({
        json(200, R"({"provider":"twilio","phone_number_id":"number-1"})"),
        json(200, R"({"success":true,"message":"Success","conversation_id":"call-3","callSid":"CA1"})"),
        json(200, R"({"success":true,"message":"Success","conversation_id":"call-4","callSid":"CA2"})"),
    });
    EXPECT_EQ(place(Platform::elevenlabs, server).external_call_id, "call-3");
    EXPECT_EQ(place(Platform::elevenlabs, server).external_call_id, "call-4");
    ASSERT_EQ(server.requests().size(), 3);
    expect_written(server.requests()[0], "elevenlabs", "number");
    expect_written(server.requests()[1], "elevenlabs", "call");
    expect_written(server.requests()[2], "elevenlabs", "call");
}

TEST_F(CallPlacing, follows_the_provider_of_a_number_of_elevenlabs) {
    for (const auto& [provider, path] : {std::pair("sip_trunk", "sip-trunk"), std::pair("exotel", "exotel")}) {
        const ScriptedServer server({json(200, fmt::format(R"({{"provider":"{}"}})", provider)),
                                     json(200, R"({"success":true,"message":"","conversation_id":"c"})")});
        EXPECT_EQ(place(Platform::elevenlabs, server, order_from_new_number()).result, Result::placed);
        EXPECT_EQ(target_of(server.requests().at(1)), fmt::format("POST /v1/convai/{}/outbound-call", path));
    }
}

TEST_F(CallPlacing, has_sent_nothing_where_the_provider_cannot_be_asked_for) {
    const ScriptedServer broken({json(500, "{}")});
    EXPECT_EQ(place(Platform::elevenlabs, broken, order_from_new_number()).result, Result::not_sent);
    EXPECT_EQ(broken.requests().size(), 1);
    const ScriptedServer refusing(
        {json(401, R"({"detail":{"status":"invalid_api_key","message":"Invalid API key"}})")});
    EXPECT_EQ(place(Platform::elevenlabs, refusing, order_from_new_number()).result, Result::key_refused);
}

TEST_F(CallPlacing, sends_once_whatever_becomes_of_it) {
    for (const auto platform : {Platform::vapi, Platform::retell}) {
        for (const std::string& answer :
             {std::string(), json(500, "{}"), json(503, "{}"), json(429, "{}"), json(408, "{}"),
              std::string("HTTP/1.1 201 OK\r\nContent-Length: 9\r\n\r\n{")}) {
            const ScriptedServer server({answer, json(201, R"({"id":"again","call_id":"again"})")});
            EXPECT_NE(place(platform, server).result, Result::placed);
            EXPECT_EQ(server.requests().size(), 1) << answer;
        }
    }
}

TEST_F(CallPlacing, is_unresolved_where_the_call_may_have_been_made) {
    for (const auto platform : {Platform::vapi, Platform::retell, Platform::elevenlabs}) {
        EXPECT_EQ(answered(platform, 500, R"({"message":"Internal server error"})").result, Result::unresolved);
        EXPECT_EQ(answered(platform, 504, "<html>").result, Result::unresolved);
        EXPECT_EQ(answered(platform, 200, "{}").result, Result::unresolved);
        EXPECT_EQ(answered(platform, 201, "not JSON").result, Result::unresolved);
    }
    EXPECT_EQ(place(Platform::vapi, ScriptedServer({""})).result, Result::unresolved);
}

TEST_F(CallPlacing, is_not_sent_where_nothing_listens) {
    std::optional<ScriptedServer> server(std::in_place, std::vector<std::string>{});
    const PlatformClient client({server->address(), server->address(), server->address()});
    server.reset();
    const auto placed = PlatformCallPlacer(client, hosts, clock).place_call(route(Platform::vapi), written_order());
    EXPECT_EQ(placed.result, Result::not_sent);
    EXPECT_EQ(placed.detail, "The server could not be reached.");
}

TEST_F(CallPlacing, sends_nothing_whose_answer_may_be_later_than_a_minute_after_the_claim) {
    clock.time = written_order().claimed_at + std::chrono::seconds(41);
    const ScriptedServer server({json(200, R"({"provider":"twilio"})")});
    for (const auto platform : {Platform::vapi, Platform::retell}) {
        EXPECT_EQ(place(platform, server).result, Result::not_sent);
    }
    EXPECT_TRUE(server.requests().empty());
    EXPECT_EQ(place(Platform::elevenlabs, server, order_from_new_number()).result, Result::not_sent);
    EXPECT_EQ(server.requests().size(), 1);
}

TEST_F(CallPlacing, says_why_a_call_is_certainly_not_made) {
    struct Case {
        Platform platform;
        int status;
        std::string_view body;
        Result result;
    };
    const Case cases[] = {
        {Platform::vapi, 401, R"({"message":"Invalid Key. Hot tip, you may be using the private key"})",
         Result::key_refused},
        {Platform::vapi, 402, "{}", Result::no_credit},
        {Platform::vapi, 400, R"({"message":"Wallet Balance is -0.05. Purchase More Credits Or Upgrade Your Plan."})",
         Result::no_credit},
        {Platform::vapi, 400,
         R"({"message":"Numbers Bought On Vapi Have A Daily Outbound Call Limit. Import Your Own Twilio Numbers."})",
         Result::daily_limit},
        {Platform::vapi, 400, R"({"message":"Over Concurrency Limit. Upgrade your plan."})", Result::too_many},
        {Platform::vapi, 429, R"({"message":"Too Many Requests"})", Result::too_many},
        {Platform::vapi, 400, R"({"message":["customer.number must be a valid phone number in the E.164 format."]})",
         Result::invalid_number},
        {Platform::vapi, 400, R"({"message":"Couldn't Find Assistant"})", Result::setup_refused},
        {Platform::vapi, 404, "", Result::setup_refused},
        {Platform::vapi, 405, "", Result::setup_refused},
        {Platform::vapi, 400, R"({"message":"Assistant is not configured"})", Result::refused},
        {Platform::vapi, 302, "", Result::refused},
        {Platform::retell, 401, R"({"status":"error","message":"Invalid API key"})", Result::key_refused},
        {Platform::retell, 402, R"({"status":"error","message":"Trial has ended, please add payment method."})",
         Result::no_credit},
        {Platform::retell, 422, R"({"status":"error","message":"to_number is not a valid phone number"})",
         Result::invalid_number},
        {Platform::retell, 422, R"({"status":"error","message":"Agent not found"})", Result::setup_refused},
        {Platform::retell, 429, R"({"status":"error","message":"Concurrency limit reached"})", Result::too_many},
        {Platform::elevenlabs, 401, R"({"detail":{"status":"invalid_api_key","message":"Invalid API key"}})",
         Result::key_refused},
        {Platform::elevenlabs, 401,
         R"({"detail":{"status":"quota_exceeded","message":"This request exceeds your quota of 10000."}})",
         Result::no_credit},
        {Platform::elevenlabs, 422, R"({"detail":[{"loc":["body","to_number"],"msg":"Not a valid phone number"}]})",
         Result::invalid_number},
        {Platform::elevenlabs, 400,
         R"({"detail":{"status":"invalid_provider_config","message":"We are missing some."}})", Result::refused},
        {Platform::elevenlabs, 429, R"({"detail":{"status":"too_many_concurrent_requests","message":"Busy"}})",
         Result::too_many},
        {Platform::elevenlabs, 200, R"({"success":false,"message":"Unable to create record","conversation_id":null})",
         Result::refused},
    };
    for (const auto& [platform, status, body, result] : cases) {
        const auto placed = answered(platform, status, body);
        EXPECT_EQ(placed.result, result) << body;
        EXPECT_NE(placed.detail, "") << body;
        EXPECT_FALSE(placed.external_call_id);
    }
}

TEST_F(CallPlacing, hands_on_when_the_platform_takes_calls_again) {
    const ScriptedServer server({ScriptedServer::answer(429, "{}", "Retry-After: 30\r\n")});
    EXPECT_EQ(place(Platform::retell, server).retry_after, std::chrono::seconds(30));
}

TEST_F(CallPlacing, quotes_the_platform_without_the_key) {
    const auto words =
        answered(Platform::vapi, 401, R"({"message":"The key key of the harbour is\nwrong.\u202E"})").detail;
    EXPECT_EQ(words, "The server answered with 401.");  // what turns the text around is not shown
    EXPECT_EQ(answered(Platform::vapi, 401, R"({"message":"The key key of the harbour is\nwrong."})").detail,
              "The key ... is wrong.");
    EXPECT_LE(answered(Platform::vapi, 400, fmt::format(R"({{"message":"{}"}})", std::string(5000, 'x'))).detail.size(),
              303);
}

TEST_F(CallPlacing, shortens_names_that_vapi_would_refuse) {
    const ScriptedServer server({json(201, R"({"id":"call-1"})")});
    auto order = written_order();
    order.contact_name.emplace();
    for (int count = 0; count < 50; ++count) *order.contact_name += "å";
    place(Platform::vapi, server, order);
    const auto body = boost::json::parse(body_of(server.requests().at(0)));
    EXPECT_EQ(body.at("customer").at("name").as_string().size(), 80);
}

TEST_F(CallPlacing, finds_calls_at_vapi_by_their_attempt) {
    const ScriptedServer server({json(200, fmt::format(R"([{{"id":"other","customer":{{"externalId":"x"}}}},
                                                          {{"id":"call-1","customer":{{"externalId":"{}"}}}}])",
                                                       text_of("attempt"))),
                                 json(200, "[]"), json(500, "[]")});
    const auto found = find(Platform::vapi, server);
    EXPECT_EQ(found.result, CallLookup::Result::found);
    EXPECT_EQ(found.external_call_id, "call-1");
    expect_written(server.requests().at(0), "vapi", "search");
    EXPECT_EQ(find(Platform::vapi, server).result, CallLookup::Result::not_found);
    EXPECT_EQ(find(Platform::vapi, server).result, CallLookup::Result::failed);
}

TEST_F(CallPlacing, looks_through_the_calls_of_vapi_page_by_page) {
    const auto page_of = [](int count, std::string_view oldest, std::string_view attempt) {
        std::string calls;
        for (int call = 0; call < count; ++call) {
            calls += fmt::format(R"({}{{"id":"call","createdAt":"{}","customer":{{"externalId":"{}"}}}})",
                                 call == 0 ? "" : ",", oldest, attempt);
        }
        return json(200, "[" + calls + "]");
    };
    const ScriptedServer server({page_of(100, "2026-03-10T12:03:00.000Z", "of another"),
                                 page_of(2, "2026-03-10T12:00:01.000Z", text_of("attempt")),
                                 page_of(100, "2026-03-10T12:06:00.000Z", "of another")});
    EXPECT_EQ(find(Platform::vapi, server).result, CallLookup::Result::found);
    EXPECT_THAT(server.requests().at(1), ::testing::HasSubstr("&createdAtLe=2026-03-10T12%3A03%3A00.000Z&limit=100"));
    // A page without an older one is not asked for again.
    EXPECT_EQ(find(Platform::vapi, server).result, CallLookup::Result::not_found);
    EXPECT_EQ(server.requests().size(), 3);
}

TEST_F(CallPlacing, finds_calls_at_retell_and_does_not_rely_on_the_filter) {
    const auto list = [](std::string_view attempt) {
        return json(200, fmt::format(R"({{"has_more":false,"items":[{{"call_id":"call-2","metadata":
                                         {{"rollcall_attempt_id":"{}"}}}}]}})",
                                     attempt));
    };
    const ScriptedServer server({list(text_of("attempt")), list("of another"), json(401, "{}")});
    EXPECT_EQ(find(Platform::retell, server).external_call_id, "call-2");
    expect_written(server.requests().at(0), "retell", "search");
    EXPECT_EQ(find(Platform::retell, server).result, CallLookup::Result::not_found);
    EXPECT_EQ(find(Platform::retell, server).result, CallLookup::Result::failed);
}

TEST_F(CallPlacing, finds_calls_at_elevenlabs_and_does_not_rely_on_the_filter) {
    const auto conversation = [](std::string_view attempt) {
        return json(200, fmt::format(R"({{"conversation_id":"conversation-1","conversation_initiation_client_data":
                                         {{"dynamic_variables":{{"rollcall_attempt_id":"{}"}}}}}})",
                                     attempt));
    };
    const auto list = json(200, R"({"conversations":[{"conversation_id":"conversation-1"}],"has_more":false})");
    const ScriptedServer server({list, conversation(text_of("attempt")), list, conversation("of another")});
    EXPECT_EQ(find(Platform::elevenlabs, server).external_call_id, "conversation-1");
    expect_written(server.requests().at(0), "elevenlabs", "search");
    expect_written(server.requests().at(1), "elevenlabs", "conversation");
    EXPECT_EQ(find(Platform::elevenlabs, server).result, CallLookup::Result::not_found);
}

class CallWebhook : public CallPlacing {
protected:
    PlacedCall send(const std::string& url) {
        const PlatformClient client;
        const CallRoute to{.connection = std::nullopt, .api_key = {}, .webhook_url = url, .webhook_secret = "secret"};
        return PlatformCallPlacer(client, hosts, clock).place_call(to, written_order());
    }
};

TEST_F(CallWebhook, is_signed_over_the_time_and_the_body) {
    const ScriptedServer server({json(204, "")});
    hosts = ExemptHosts("--webhook-hosts", {server.host()});
    EXPECT_EQ(send(server.address() + "/calls").result, Result::placed);
    const auto request = server.requests().at(0);
    EXPECT_EQ(target_of(request), "POST /calls");
    const auto body = boost::json::parse(body_of(request));
    EXPECT_EQ(body, boost::json::parse(fmt::format(R"({{"type":"call.requested","attempt_id":"{}",
        "agent_id":"agent at the platform","contact":{{"phone":"+4520123456","name":"Åse Ø. Bjørnsdottir"}},
        "variables":{{"first_name":"Åse","berth":"14"}},"sent_at":"2026-03-10T12:00:03.000Z"}})",
                                                   text_of("attempt"))));
    const auto signature = sign_call_webhook("secret", body_of(request), clock.now());
    EXPECT_THAT(request, testing::HasSubstr("\r\nRollcall-Signature: " + signature + "\r\n"));
}

TEST_F(CallWebhook, has_a_known_signature) {
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
    EXPECT_EQ(sign_call_webhook("secret", R"({"a":1})", from_milliseconds(1'700'000'000'000)),
              "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
}

TEST_F(CallWebhook, is_not_sent_into_a_private_network_nor_without_https) {
    const ScriptedServer server({json(204, "")});
    EXPECT_EQ(send(server.address()).result, Result::setup_refused);
    EXPECT_EQ(send("https://" + server.host()).detail, "The address is in a private network.");
    EXPECT_EQ(send("https://localhost:1/").result, Result::setup_refused);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(CallWebhook, follows_no_redirect) {
    const ScriptedServer target({json(204, "")});
    const ScriptedServer server({ScriptedServer::answer(307, "", "Location: " + target.address() + "\r\n")});
    hosts = ExemptHosts("--webhook-hosts", {server.host(), target.host()});
    EXPECT_EQ(send(server.address()).result, Result::refused);
    EXPECT_TRUE(target.requests().empty());
}

TEST_F(CallWebhook, is_not_looked_for) {
    EXPECT_EQ(PlatformCallPlacer(PlatformClient(), hosts, clock).find_placed_call({}, written_order()).result,
              CallLookup::Result::not_found);
}

}  // namespace
}  // namespace rollcall::connectors
