#include "http/server/upload_places.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "http/server/server.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

using namespace std::chrono_literals;
using Result = UploadPlaces::Result;

struct Reader final : RequestReader {
    bool is_ended = false;
    void end_reading() override { is_ended = true; }
    void continue_reading() override {}
};

class Uploads : public ::testing::Test {
protected:
    struct Sent {
        Sent(Uploads& uploads, const std::string& client, const std::string& target, std::chrono::milliseconds took)
            : upload(uploads.places, client, target, uploads.now - took, reader) {}
        Reader reader;
        UploadPlaces::Upload upload;
    };

    /// An upload to a place of its own, of 1,000 bytes that took this long.
    std::unique_ptr<Sent> send(const std::string& client, const std::string& target, std::chrono::milliseconds took,
                               Result expected = Result::accepted) {
        auto sent = std::make_unique<Sent>(*this, client, target, took);
        EXPECT_EQ(sent->upload.add(1'000, now), expected) << client << target;
        return sent;
    }

    Counters counters;
    UploadPlaces places{{.places = 4, .places_per_target = 3, .places_per_client = 2, .bytes = 10'000}, counters};
    UploadPlaces::Moment now = UploadPlaces::Moment() + 1h;
};

TEST_F(Uploads, of_one_client_have_some_of_the_places) {
    const auto first = send("192.0.2.1", "/a", 10s);
    auto second = send("192.0.2.1", "/b", 10s);
    send("192.0.2.1", "/c", 1s, Result::too_many_of_client);
    const auto other = send("192.0.2.2", "/a", 1s);
    second.reset();
    send("192.0.2.1", "/c", 1s);
    EXPECT_EQ(counters.body_file_bytes, 2'000U);
    EXPECT_EQ(counters.refused_for_room, 0U);
}

TEST_F(Uploads, to_one_target_have_some_of_the_places_and_the_slowest_loses_its_own) {
    const auto slow = send("a", "/a", 20s);
    const auto slower = send("b", "/a", 30s);
    const auto fast = send("c", "/a", 1s);
    send("d", "/a", 40s, Result::full);
    EXPECT_EQ(counters.refused_for_room, 1U);
    const auto faster = send("e", "/a", 500ms);
    EXPECT_TRUE(slower->reader.is_ended);
    EXPECT_FALSE(slow->reader.is_ended);
    EXPECT_FALSE(fast->reader.is_ended);
    EXPECT_EQ(slower->upload.add(1, now), Result::full);
    EXPECT_EQ(counters.ended_requests, 1U);
}

TEST_F(Uploads, that_are_complete_keep_their_places) {
    const auto slow = send("a", "/a", 20s);
    slow->upload.finish_reading();
    const auto second = send("b", "/b", 2s);
    const auto third = send("c", "/c", 2s);
    const auto fourth = send("d", "/d", 3s);
    const auto fifth = send("e", "/e", 1s);
    EXPECT_FALSE(slow->reader.is_ended);
    EXPECT_TRUE(fourth->reader.is_ended);
}

TEST_F(Uploads, have_a_limit_of_bytes_together) {
    const auto slow = send("a", "/a", 20s);
    EXPECT_EQ(slow->upload.add(6'000, now), Result::accepted);
    const auto slowest = send("b", "/b", 30s);
    EXPECT_EQ(slowest->upload.add(2'001, now), Result::full);
    EXPECT_FALSE(slow->reader.is_ended);
    EXPECT_EQ(slowest->upload.add(2'000, now), Result::accepted);
    const auto fast = send("c", "/c", 1ms);
    EXPECT_TRUE(slowest->reader.is_ended);
    EXPECT_EQ(counters.body_file_bytes, 8'000U);
}

TEST(UploadPlaces, of_a_slow_upload_is_for_a_faster_one) {
    ServerSettings settings;
    settings.limits.uploads = {.places = 1, .places_per_target = 1, .places_per_client = 1};
    settings.trusted_proxies = TrustedProxies({"127.0.0.1"});
    Router router;
    router.add({.method = Method::post,
                .path = "/large",
                .handler = [](const Request& request) { return Response::text(200, request.client_address); },
                .body_limit = 2'000'000,
                .body_storage = BodyStorage::file_when_large});
    RunningServer server(settings, std::move(router));
    const auto head = [](const std::string& client) {
        return "POST /large HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\nContent-Length: 600000\r\n\r\n";
    };

    TestClient slow(server);
    slow.send(head("203.0.113.1"));
    std::this_thread::sleep_for(300ms);
    slow.send(std::string(default_body_limit + 1, 'x'));  // the faster one has at least as much when it asks
    while (settings.counters->body_file_bytes == 0) std::this_thread::sleep_for(1ms);

    TestClient again(server);
    EXPECT_EQ(status_in(again.send(head("203.0.113.1")).send(std::string(300'000, 'x')).read_response()), 429);
    TestClient fast(server);
    EXPECT_EQ(body_in(fast.send(head("203.0.113.2")).send(std::string(600'000, 'x')).read_response()), "203.0.113.2");
    const auto refusal = slow.read_response();
    EXPECT_EQ(status_in(refusal), 503);
    EXPECT_EQ(header_in(refusal, "Retry-After"), "5");
}

}  // namespace
}  // namespace rollcall::http
