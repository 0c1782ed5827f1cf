#include "http/server/response_compression.hpp"

#include <gtest/gtest.h>

#include "http/server/limits.hpp"

namespace rollcall::http {
namespace {

Request request_with_gzip() {
    Request request;
    request.headers = {{"accept-encoding", "gzip"}};
    return request;
}

Response stream_of(std::vector<std::string> chunks) {
    Response response{200, {{"Content-Type", "text/csv; charset=utf-8"}}, ""};
    response.next_chunk = [chunks = std::move(chunks), next = std::size_t{0}]() mutable -> Chunk {
        return next < chunks.size() ? chunks[next++] : std::string();
    };
    return response;
}

Response compressed_stream(std::vector<std::string> chunks = {"a,b\r\n", "1,2\r\n"}) {
    auto response = stream_of(std::move(chunks));
    compress_when_large(request_with_gzip(), response);
    return response;
}

std::string read_all(Response& response) {
    std::string bytes;
    for (;;) {
        const auto chunk = response.next_chunk();
        if (chunk.is_end()) return bytes;
        bytes += chunk.bytes;
    }
}

TEST(ResponseCompression, of_a_stream_ends_once_with_the_end_of_the_file) {
    auto response = compressed_stream();
    EXPECT_EQ(response.header("Content-Encoding"), "gzip");
    EXPECT_TRUE(read_all(response).starts_with("\x1f\x8b"));
    EXPECT_TRUE(response.next_chunk().is_end());
}

TEST(ResponseCompression, of_an_empty_stream_is_a_file) {
    auto response = compressed_stream({});
    EXPECT_TRUE(read_all(response).starts_with("\x1f\x8b"));
}

TEST(ResponseCompression, is_for_a_limited_number_of_streams_at_the_same_time) {
    std::vector<Response> responses;
    for (std::size_t count = 0; count < max_compressed_streams; ++count) {
        responses.push_back(compressed_stream());
        EXPECT_EQ(responses.back().header("Content-Encoding"), "gzip") << count;
    }
    auto further = compressed_stream();
    EXPECT_EQ(further.header("Content-Encoding"), "");
    EXPECT_EQ(further.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(read_all(further), "a,b\r\n1,2\r\n");

    responses.pop_back();
    responses.push_back(compressed_stream());
    EXPECT_EQ(responses.back().header("Content-Encoding"), "gzip");
}

TEST(ResponseCompression, leaves_what_is_small_or_names_its_bytes) {
    for (Response response :
         {Response{200, {{"Content-Type", "application/json"}}, std::string(4'095, 'a')},
          Response{200, {{"Content-Type", "image/png"}}, std::string(5'000, 'a')},
          Response{404, {{"Content-Type", "application/json"}}, std::string(5'000, 'a')},
          Response{200, {{"Content-Type", "application/json"}, {"ETag", "\"1\""}}, std::string(5'000, 'a')}}) {
        const auto body = response.body;
        compress_when_large(request_with_gzip(), response);
        EXPECT_EQ(response.header("Content-Encoding"), "");
        EXPECT_EQ(response.body, body);
    }
}

}  // namespace
}  // namespace rollcall::http
