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
    void end_reading() override { is_ended = true; }
};

class Memory : public ::testing::Test {
protected:
    struct Held {
        Held(RequestMemory& memory, RequestSender sender, const std::string& client)
            : share(memory, sender, client, reader) {}
        Reader reader;
        RequestMemory::Share share;
    };

    std::unique_ptr<Held> hold(RequestSender sender, const std::string& client, std::size_t bytes,
                               bool has_room = true) {
        auto held = std::make_unique<Held>(memory, sender, client);
        EXPECT_EQ(held->share.resize(bytes), has_room);
        return held;
    }

    static constexpr auto stranger = RequestSender::stranger;
    static constexpr auto admitted = RequestSender::admitted;
    Counters counters;
    RequestMemory memory{1'000, 300, counters};
};

TEST_F(Memory, that_is_full_is_taken_from_the_client_who_holds_the_most) {
    const auto small = hold(stranger, "a", 40);
    const auto oldest = hold(stranger, "b", 60);
    const auto second = hold(stranger, "b", 60);
    const auto large = hold(stranger, "c", 90);
    const auto newest = hold(stranger, "d", 100);
    EXPECT_TRUE(oldest->reader.is_ended);
    EXPECT_FALSE(small->reader.is_ended);
    EXPECT_FALSE(second->reader.is_ended);
    EXPECT_FALSE(large->reader.is_ended);
    EXPECT_FALSE(oldest->share.resize(1));
    EXPECT_EQ(counters.request_bytes, 290U);
    EXPECT_EQ(counters.ended_requests, 1U);
}

TEST_F(Memory, is_not_taken_from_requests_that_are_complete) {
    const auto complete = hold(stranger, "a", 250);
    complete->share.finish_reading();
    hold(stranger, "b", 60, false);
    EXPECT_FALSE(complete->reader.is_ended);
    EXPECT_EQ(counters.refused_for_room, 1U);
}

TEST_F(Memory, of_strangers_is_limited_and_those_who_are_admitted_come_first) {
    const auto caller = hold(admitted, "a", 600);
    const auto first = hold(stranger, "b", 300);
    hold(stranger, "b", 301, false);
    const auto second = hold(admitted, "c", 350);
    EXPECT_TRUE(first->reader.is_ended || !first->share.resize(300));
    EXPECT_FALSE(caller->reader.is_ended);
    const auto third = hold(admitted, "d", 100);
    EXPECT_TRUE(caller->reader.is_ended);
    EXPECT_FALSE(second->reader.is_ended);
    EXPECT_FALSE(third->reader.is_ended);
}

TEST_F(Memory, is_given_back) {
    auto held = hold(stranger, "a", 300);
    held.reset();
    EXPECT_EQ(counters.request_bytes, 0U);
    hold(stranger, "b", 300)->share.resize(10);
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
    while (settings.counters->ended_requests == 0) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(status_in(slow.front()->read_response()), 503);
}

TEST(RequestMemory, counts_what_has_arrived_and_not_what_is_announced) {
    ServerSettings settings;
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send(post(250'000, "203.0.113.1")).send("x");
    while (settings.counters->request_bytes == 0) std::this_thread::sleep_for(1ms);
    EXPECT_LE(settings.counters->request_bytes, 4'096U);
}

TEST(RequestMemory, counts_long_headers) {
    ServerSettings settings;
    settings.limits.stranger_memory = 40'000;
    RunningServer server(settings, routes());
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int count = 0; count < 8; ++count) {
        slow.push_back(std::make_unique<TestClient>(server));
        slow.back()->send("GET /open HTTP/1.1\r\nHost: a\r\nX: " + std::string(10'000, 'x'));
    }
    EXPECT_TRUE(slow.front()->is_closed_silently_within(TestClient::timeout));
    EXPECT_LE(settings.counters->request_bytes, 40'000U);
}

}  // namespace
}  // namespace rollcall::http
