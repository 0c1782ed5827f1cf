#include "http/server/request_memory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "http/server/server.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

using namespace std::chrono_literals;

struct Reader final : RequestReader {
    bool is_ended = false;
    bool is_called_back = false;
    void end_reading() override { is_ended = true; }
    void continue_reading() override { is_called_back = true; }
};

class Memory : public ::testing::Test {
protected:
    struct Held {
        Held(Memory& test, RequestSender sender, const std::string& client)
            : share(test.memory, sender, client, test.now, reader) {}
        Reader reader;
        RequestMemory::Share share;
    };

    /// A request of that size, beside what is free.
    std::unique_ptr<Held> hold(RequestSender sender, const std::string& client, std::size_t bytes,
                               bool has_room = true) {
        auto held = std::make_unique<Held>(*this, sender, client);
        EXPECT_EQ(held->share.resize(free_request_bytes + bytes, now), has_room);
        return held;
    }

    static constexpr auto stranger = RequestSender::stranger;
    static constexpr auto admitted = RequestSender::admitted;
    Counters counters;
    RequestMemory memory{100'000, 30'000, counters};
    RequestMemory::Moment now = RequestMemory::Moment() + 1h;
};

TEST_F(Memory, that_is_full_is_taken_from_the_client_who_holds_the_most) {
    const auto small = hold(stranger, "a", 4'000);
    const auto oldest = hold(stranger, "b", 6'000);
    const auto second = hold(stranger, "b", 6'000);
    const auto large = hold(stranger, "c", 9'000);
    now += slow_request_time;
    const auto newest = hold(stranger, "d", 10'000);
    EXPECT_TRUE(oldest->reader.is_ended);
    EXPECT_FALSE(small->reader.is_ended);
    EXPECT_FALSE(second->reader.is_ended);
    EXPECT_FALSE(large->reader.is_ended);
    EXPECT_FALSE(oldest->share.resize(1, now));
    EXPECT_EQ(counters.request_bytes, 29'000U);
    EXPECT_EQ(counters.ended_requests, 1U);
}

TEST_F(Memory, is_not_taken_from_clients_who_hold_less_or_whose_requests_are_quick) {
    const auto first = hold(stranger, "a", 14'000);
    const auto second = hold(stranger, "b", 14'000);
    hold(stranger, "c", 6'000, false);
    now += slow_request_time;
    hold(stranger, "c", 15'000, false);
    hold(stranger, "c", 6'000);
    EXPECT_EQ(counters.ended_requests, 1U);
}

TEST_F(Memory, is_not_taken_from_requests_that_are_complete) {
    const auto complete = hold(stranger, "a", 25'000);
    complete->share.finish_reading();
    now += slow_request_time;
    hold(stranger, "b", 6'000, false);
    EXPECT_FALSE(complete->reader.is_ended);
}

TEST_F(Memory, is_always_enough_for_small_requests) {
    const auto complete = hold(stranger, "a", 30'000);
    complete->share.finish_reading();
    for (int count = 0; count < 100; ++count) hold(stranger, "b", 0);
    EXPECT_EQ(counters.request_bytes, 30'000U);
}

TEST_F(Memory, of_strangers_is_limited_and_those_who_are_admitted_come_first) {
    const auto caller = hold(admitted, "a", 60'000);
    const auto first = hold(stranger, "b", 30'000);
    hold(stranger, "c", 100, false);
    const auto second = hold(admitted, "c", 35'000);
    EXPECT_TRUE(first->reader.is_ended);
    EXPECT_FALSE(caller->reader.is_ended);
    now += slow_request_time;
    const auto third = hold(admitted, "d", 10'000);
    EXPECT_TRUE(caller->reader.is_ended);
    EXPECT_FALSE(second->reader.is_ended);
}

TEST_F(Memory, that_is_given_back_is_for_the_first_who_waits) {
    auto held = hold(stranger, "a", 30'000);
    const auto first = hold(stranger, "b", 500, false);
    const auto second = hold(stranger, "c", 500, false);
    held.reset();
    EXPECT_TRUE(first->reader.is_called_back);
    EXPECT_FALSE(second->reader.is_called_back);
    EXPECT_EQ(counters.request_bytes, 0U);
}

Router routes() {
    Router router;
    router.add({.method = Method::post,
                .path = "/open",
                .handler = [](const Request& request) { return Response::text(200, request.body); },
                .sender = RequestSender::stranger});
    return router;
}

std::string post(std::size_t length, const std::string& forwarded_for) {
    return "POST /open HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + forwarded_for +
           "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

TEST(RequestMemory, that_slow_senders_hold_is_bounded_and_others_are_served) {
    ServerSettings settings;
    settings.limits.stranger_memory = 200'000;
    settings.trusted_proxies = TrustedProxies({"127.0.0.1"});
    RunningServer server(settings, routes());
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int count = 0; count < 40; ++count) {
        slow.push_back(std::make_unique<TestClient>(server));
        slow.back()->send(post(16'000, "203.0.113." + std::to_string(count % 20))).send(std::string(15'900, 'x'));
        TestClient other(server);
        EXPECT_EQ(body_in(other.send(post(4, "198.51.100.1")).send("four").read_response()), "four");
        EXPECT_LE(settings.counters->request_bytes, 200'000U);
    }
    for (const auto& client : slow) client->send(std::string(100, 'x'));
    for (const auto& client : slow) EXPECT_EQ(status_in(client->read_response()), 200);
}

TEST(RequestMemory, for_which_a_body_has_waited_in_vain_is_a_503) {
    ServerSettings settings;
    settings.limits.stranger_memory = 10'000;
    settings.limits.body_time = 2s;
    RunningServer server(settings, routes());
    TestClient client(server);
    const auto refusal = client.send(post(100'000, "203.0.113.1") + std::string(99'000, 'x')).read_response();
    EXPECT_EQ(status_in(refusal), 503);
    EXPECT_EQ(header_in(refusal, "Retry-After"), "5");
    EXPECT_EQ(settings.counters->refused_for_room, 1U);
}

TEST(RequestMemory, counts_what_has_arrived_and_not_what_is_announced) {
    ServerSettings settings;
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send(post(250'000, "203.0.113.1")).send(std::string(5'000, 'x'));
    while (settings.counters->request_bytes == 0) std::this_thread::sleep_for(1ms);
    EXPECT_LE(settings.counters->request_bytes, 16'384U);
}

TEST(RequestMemory, counts_long_headers) {
    ServerSettings settings;
    settings.limits.stranger_memory = 30'000;
    RunningServer server(settings, routes());
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int count = 0; count < 8; ++count) {
        slow.push_back(std::make_unique<TestClient>(server));
        slow.back()->send("GET /open HTTP/1.1\r\nHost: a\r\nX: " + std::string(10'000, 'x'));
    }
    EXPECT_EQ(status_in(slow.back()->read_response()), 503);
    EXPECT_LE(settings.counters->request_bytes, 30'000U);
}

TEST(RequestMemory, without_room_for_a_long_header_says_to_try_again) {
    ServerSettings settings;
    settings.limits.stranger_memory = 2'000;
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send("GET /open HTTP/1.1\r\nHost: a\r\nX: " + std::string(10'000, 'x'));
    const auto refusal = client.read_response();
    EXPECT_EQ(status_in(refusal), 503);
    EXPECT_EQ(header_in(refusal, "Retry-After"), "5");
    EXPECT_EQ(settings.counters->refused_for_room, 1U);
}

}  // namespace
}  // namespace rollcall::http
