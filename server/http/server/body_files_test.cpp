#include "http/server/body_files.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "http/server/server.hpp"
#include "http/server/test_client.hpp"

namespace rollcall::http {
namespace {

using namespace std::chrono_literals;

std::string describe_storage(const Request& request) {
    if (!request.body_file) return fmt::format("memory {}", request.body.size());
    std::size_t count = 0;
    request.body_file->read(
        [&](std::string_view chunk) { count += static_cast<std::size_t>(std::ranges::count(chunk, 'x')); });
    return fmt::format("file {} {}", request.body_file->size(), count + request.body.size());
}

Router routes() {
    Router router;
    router.add({.method = Method::post,
                .path = "/large",
                .handler = [](const Request& request) { return Response::text(200, describe_storage(request)); },
                .body_limit = 2'000'000,
                .body_storage = BodyStorage::file_when_large});
    router.add({.method = Method::post,
                .path = "/memory",
                .handler = [](const Request& request) { return Response::text(200, describe_storage(request)); },
                .body_limit = 2'000'000});
    return router;
}

std::string post(const std::string& path, std::size_t size) {
    return fmt::format("POST {} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", path, size);
}

class LargeBodies : public ::testing::Test {
protected:
    std::string ask(const std::string& path, std::size_t size) {
        TestClient client(server);
        return client.send(post(path, size)).send(std::string(size, 'x')).read_response();
    }

    RunningServer server{{}, routes()};
};

TEST_F(LargeBodies, are_in_a_file_only_if_they_are_large_and_the_route_says_so) {
    EXPECT_EQ(body_in(ask("/large", 3)), "memory 3");
    EXPECT_EQ(body_in(ask("/large", default_body_limit)), "memory 262144");
    EXPECT_EQ(body_in(ask("/large", default_body_limit + 1)), "file 262145 262145");
    EXPECT_EQ(body_in(ask("/large", 2'000'000)), "file 2000000 2000000");
    EXPECT_EQ(body_in(ask("/memory", 2'000'000)), "memory 2000000");
}

TEST_F(LargeBodies, may_be_chunked) {
    TestClient client(server);
    client.send("POST /large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int count = 0; count < 10; ++count) client.send("186a0\r\n").send(std::string(100'000, 'x')).send("\r\n");
    EXPECT_EQ(body_in(client.send("0\r\n\r\n").read_response()), "file 1000000 1000000");
    EXPECT_EQ(body_in(client.send(post("/large", 1)).send("x").read_response()), "memory 1");
}

TEST_F(LargeBodies, have_a_limit_too) {
    EXPECT_EQ(status_in(ask("/large", 2'000'001)), 413);
    TestClient client(server);
    client.send("POST /large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int count = 0; count < 21; ++count) client.send("186a0\r\n").send(std::string(100'000, 'x')).send("\r\n");
    EXPECT_EQ(status_in(client.read_response()), 413);
}

TEST_F(LargeBodies, that_are_cut_off_are_not_requests) {
    TestClient client(server);
    client.send(post("/large", 1'000'000)).send(std::string(600'000, 'x')).end_sending();
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(body_in(ask("/large", 600'000)), "file 600000 600000");
}

TEST(BodyFiles, answer_503_when_their_disk_cannot_be_used) {
    ServerSettings settings;
    settings.body_file_folder = "/proc/nowhere";
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send(post("/large", 300'000)).send(std::string(300'000, 'x'));
    EXPECT_EQ(status_in(client.read_response()), 503);
}

TEST(BodyFiles, give_each_part_of_a_body_its_own_time) {
    ServerSettings settings;
    settings.limits = {.body_time = 2s};
    RunningServer server(settings, routes());
    TestClient client(server);
    client.send(post("/large", 1'800'000));
    for (int count = 0; count < 6; ++count) {
        if (count > 0) std::this_thread::sleep_for(550ms);
        client.send(std::string(300'000, 'x'));
    }
    EXPECT_EQ(body_in(client.read_response()), "file 1800000 1800000");
    EXPECT_EQ(status_in(client.send(post("/large", 1'800'000)).send("x").read_response()), 408);
}

}  // namespace
}  // namespace rollcall::http
