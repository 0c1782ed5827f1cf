#include "http/protocol/chunked_body.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "core/error.hpp"
#include "http/protocol/limits.hpp"

namespace rollcall::http {
namespace {

using namespace std::string_view_literals;

struct Outcome {
    std::optional<ErrorCode> error;
    std::string content;
    std::size_t used = 0;
    bool is_complete = false;
};

/// `bytes` in pieces of that size.
Outcome decode(std::string_view bytes, std::size_t piece = std::string_view::npos, std::size_t limit = 100) {
    ChunkedBody body;
    body.set_limit(limit);
    Outcome outcome;
    try {
        while (!bytes.empty() && !body.is_complete()) {
            const auto used = body.decode(bytes.substr(0, piece), outcome.content);
            outcome.used += used;
            bytes.remove_prefix(used);
        }
    } catch (const Error& error) {
        outcome.error = error.code();
    }
    outcome.is_complete = body.is_complete();
    return outcome;
}

TEST(ChunkedBody, is_decoded_in_any_pieces) {
    for (const auto bytes : {"5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"sv, "0006\r\nhello!\r\n000\r\n\r\n"sv,
                             "6;a;b=c ; d = \"e;\\\"f\"\r\nhello!\r\n0;g\r\n\r\n"sv,
                             "6\r\nhello!\r\n0\r\nServer-Timing: a\r\nX-Empty:\r\n\r\n"sv}) {
        for (const std::size_t piece : {1UL, 2UL, 3UL, 7UL, 1'000UL}) {
            const auto outcome = decode(bytes, piece);
            EXPECT_EQ(outcome.error, std::nullopt) << bytes;
            EXPECT_EQ(outcome.content, "hello!") << bytes;
            EXPECT_EQ(outcome.used, bytes.size()) << bytes;
            EXPECT_TRUE(outcome.is_complete) << bytes;
        }
    }
}

TEST(ChunkedBody, ends_before_what_follows) {
    const auto outcome = decode("1\r\na\r\n0\r\n\r\nGET / HTTP/1.1\r\n");
    EXPECT_EQ(outcome.used, 11U);
    EXPECT_EQ(outcome.content, "a");
}

// Each text ends with the byte that shows the mistake: nothing is waited for.
TEST(ChunkedBody, is_refused_with_the_byte_that_shows_the_mistake) {
    for (const auto bytes : {"2\n"sv,
                             "\n"sv,
                             "\r"sv,
                             ";"sv,
                             " "sv,
                             "g"sv,
                             "-"sv,
                             "0x"sv,
                             "00000000000000002"sv,
                             "2\rX"sv,
                             "2\r\r"sv,
                             "2 \r"sv,
                             "2;\r"sv,
                             "2;a=\r"sv,
                             "2;a b\r"sv,
                             "2;a=\"b\r"sv,
                             "2;a\n"sv,
                             "2;a\0"sv,
                             "2\r\n{}\n"sv,
                             "2\r\n{}0"sv,
                             "2\r\n{}\r0"sv,
                             "2\r\n{}\r\n\r"sv,
                             "0\n"sv,
                             "0\r\n\n"sv,
                             "0\r\n\rX"sv,
                             "0\r\n "sv,
                             "0\r\n:"sv,
                             "0\r\nA\r"sv,
                             "0\r\nA: b\n"sv,
                             "0\r\nA: b\0"sv,
                             "0\r\nA : b\r"sv,
                             "0\r\nA: b\r\n "sv,
                             "0\r\nA: b\r\n\n"sv,
                             "0\r\nContent-Length: 1\r"sv,
                             "0\r\ntransfer-encoding: chunked\r"sv,
                             "0\r\nHOST: a\r"sv}) {
        for (const std::size_t piece : {1UL, 1'000UL}) {
            EXPECT_EQ(decode(bytes, piece).error, ErrorCode::malformed_request) << bytes;
        }
        EXPECT_EQ(decode(bytes.substr(0, bytes.size() - 1)).error, std::nullopt) << bytes;
    }
}

TEST(ChunkedBody, is_refused_as_soon_as_it_exceeds_its_limit) {
    EXPECT_EQ(decode("64\r\n"sv).error, std::nullopt);
    EXPECT_EQ(decode("65\r\n"sv).error, ErrorCode::too_large);
    EXPECT_EQ(decode("ffffffffffffffff\r\n"sv).error, ErrorCode::too_large);
    EXPECT_EQ(decode("1\r\na\r\n64\r\n"sv).error, ErrorCode::too_large);
}

TEST(ChunkedBody, has_few_extensions_and_trailers) {
    std::string chunks;
    for (std::size_t bytes = 0; bytes < max_chunk_extension_bytes; bytes += 64) {
        EXPECT_EQ(decode(chunks, 1'000, 10'000).error, std::nullopt);
        chunks += "1;" + std::string(63, 'x') + "\r\na\r\n";
    }
    EXPECT_EQ(decode(chunks + "1;", 1'000, 10'000).error, ErrorCode::malformed_request);
    const auto trailer = "0\r\nA:" + std::string(max_trailer_bytes, 'b');
    EXPECT_EQ(decode(trailer).error, ErrorCode::malformed_request);
    EXPECT_EQ(decode(trailer.substr(0, trailer.size() - 2)).error, std::nullopt);
}

}  // namespace
}  // namespace rollcall::http
